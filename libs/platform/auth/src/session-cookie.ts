import { SECOND } from '@halles/kernel';
import { SESSION_LIFETIME } from './session-policy';
import { isSessionToken } from './session-token';

/** `__Host-`: browsers take it only from this very host, over a secure connection (or localhost), for the whole host. */
export const SESSION_COOKIE = '__Host-halles-console';

/** Value of Set-Cookie that gives the browser its session. Pure. */
export function sessionCookie(token: string): string {
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${SESSION_LIFETIME / SECOND}; Secure; HttpOnly; SameSite=Strict`;
}

/** Value of Set-Cookie that takes it away. Pure. */
export function clearedSessionCookie(): string {
  return `${SESSION_COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict`;
}

/**
 * The session token of a Cookie header; null where there is none, where it has not our form, or where the name comes
 * twice (somebody planted a second one: neither is believed). Names are compared to the letter, and nothing but space
 * and tab is trimmed: exotic blanks before a name have been used to get around `__Host-`. Pure.
 */
export function readSessionCookie(header: string | undefined): string | null {
  if (header === undefined) return null;
  const values = header.split(';').flatMap((pair) => {
    const separator = pair.indexOf('=');
    const name = pair.slice(0, separator).replaceAll(/^[ \t]+|[ \t]+$/g, '');
    return separator > 0 && name === SESSION_COOKIE ? [pair.slice(separator + 1).trim()] : [];
  });
  const [token] = values;
  return values.length === 1 && token !== undefined && isSessionToken(token) ? token : null;
}
