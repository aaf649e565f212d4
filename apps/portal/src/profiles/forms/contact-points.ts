import { type InputError } from '@halles/platform/forms';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The input in its stored form, or what is wrong with it; null for an empty field. */
export type ReadPoint = { readonly value: string | null } | { readonly error: InputError };

const LONGEST = 500;

/** Overseas departments and collectivities have a country code of their own for the same national number. */
const OVERSEAS: Readonly<Record<string, string>> = {
  '971': 'GP',
  '972': 'MQ',
  '973': 'GF',
  '974': 'RE',
  '975': 'PM',
  '976': 'YT',
};

/**
 * A telephone number as people type it, in E.164. Pure.
 * @param department INSEE code of the department of the place
 */
export function readPhone(text: string, department: string): ReadPoint {
  if (text === '') return { value: null };
  const overseas = OVERSEAS[department];
  const country = overseas !== undefined && isSupportedCountry(overseas) ? overseas : 'FR';
  const number =
    parsePhoneNumberFromString(text.replace('(0)', ''), country) ?? parsePhoneNumberFromString(text, 'FR');
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
