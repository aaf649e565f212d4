import { newSessionToken } from './session-token';

/** One or two labels, then 256 bits. */
const FORM = /^((?:[a-z0-9_]{1,63}\.){1,2})[A-Za-z0-9_-]{43}$/;

/**
 * A `state` that nobody can guess. Its labels say to the central address of the installation where the browser goes on:
 * they are readable, and prove nothing.
 * @param labels of small letters, digits and `_`: one or two
 */
export function newOidcState(...labels: readonly string[]): string {
  return [...labels, newSessionToken()].join('.');
}

/** The labels of a `state` that came back; null where it has not our form. Pure. */
export function labelsOfState(state: unknown): readonly string[] | null {
  const labels = typeof state === 'string' ? FORM.exec(state)?.[1] : undefined;
  return labels === undefined ? null : labels.slice(0, -1).split('.');
}
