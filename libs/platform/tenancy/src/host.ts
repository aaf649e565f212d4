import { domainToASCII } from 'node:url';

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A host as it is written by people, with or without a port, as the registry stores it: lower case, punycode, without port.
 * Null when it is missing, malformed, an IP address literal in brackets, or the same name in other signs (a trailing dot,
 * encoded bytes).
 */
export function parseHost(raw: string | undefined): string | null {
  if (!raw || raw.length > 300) return null;
  const match = /^([^:[\]/?#@%\\\s]+)(?::(\d{1,5}))?$/u.exec(raw);
  const name = match?.[1];
  if (!name || Number(match[2] ?? 0) > 65_535) return null;
  const host = domainToASCII(name).toLowerCase();
  const wellFormed = host !== '' && host.length <= 253 && host.split('.').every((label) => LABEL.test(label));
  return wellFormed ? host : null;
}

/**
 * The host of a `Host` header (RFC 9110, 7.2), as `parseHost` gives it. Clients send punycode: letters beyond ASCII are null,
 * as some of them (º, a soft hyphen) would be mapped to the name of another host, which caches and browsers keep apart.
 */
export const parseHostHeader = (raw: string | undefined): string | null =>
  raw !== undefined && /^[!-~]+$/.test(raw) ? parseHost(raw) : null;
