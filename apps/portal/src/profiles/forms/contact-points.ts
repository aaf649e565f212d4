import { typedPhone } from '@halles/domain/listings';
import { type InputError } from '@halles/platform/forms';

/** The input in its stored form, or what is wrong with it; null for an empty field. */
export type ReadPoint = { readonly value: string | null } | { readonly error: InputError };

const LONGEST = 500;

/**
 * A telephone number as people type it, in E.164. Pure.
 * @param department INSEE code of the department of the place
 */
export function readPhone(text: string, department: string): ReadPoint {
  if (text === '') return { value: null };
  const number = typedPhone(text, department);
  if (number?.isPossible() === true && /^[\d\s+().\-/]+$/.test(text)) return { value: number.number };
  return { error: { key: 'phone' } };
}

/** The address of a site, `https://` where the scheme is missing. Pure. */
export function readWeb(text: string): ReadPoint {
  if (text === '') return { value: null };
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  const isSite = url !== null && /\.[a-z]{2,}$/i.test(url.hostname) && !/\s/.test(text);
  const isWhole = isSite && url.username === '' && url.password === '' && url.href.length <= LONGEST;
  return isWhole ? { value: url.href } : { error: { key: 'web' } };
}

/** The page of a network: its address, or the name there (`@chezpaul`). Pure. */
export function readNetwork(text: string, home: string): ReadPoint {
  const handle = /^@([\w.]{1,60})$/.exec(text)?.[1];
  return handle === undefined ? readWeb(text) : { value: `${home}${handle}` };
}
