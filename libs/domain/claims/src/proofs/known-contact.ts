import type { FactSource, ListingSource } from '@halles/domain/listings';
import { parsePhoneNumberWithError } from 'libphonenumber-js/min';
import { type ProofTrust, trustOfContact } from './proof-trust';

/** A way to reach a business that a source other than the claimant reported. */
export interface KnownContact {
  readonly kind: 'phone-code' | 'email-code';
  /** E.164, or an email address. */
  readonly value: string;
  readonly source: FactSource;
  readonly trust: ProofTrust;
}

/** Whose word on a contact proves something: not the merchant's own, nor what an agent entered for a merchant. */
const TRUSTED_SOURCES: readonly FactSource[] = ['csv', 'sirene', 'demonstration', 'osm'];

/**
 * The phones and addresses to which a code may go, each once, the most trusted first. None where one source of the listing
 * is under partial diffusion: what another knows of it may not be used or hinted at. Pure.
 */
export function knownContacts(sources: readonly ListingSource[], now: Date): KnownContact[] {
  if (sources.some(({ facts }) => facts.partialDiffusion)) return [];
  const found = TRUSTED_SOURCES.flatMap((trusted) =>
    sources.filter(({ source }) => source === trusted),
  ).flatMap(({ source, facts: { contact, updatedOn } }) => {
    const trust = trustOfContact(source, updatedOn, now);
    const of = (kind: KnownContact['kind'], value: string | null): KnownContact[] =>
      value === null ? [] : [{ kind, value, source, trust }];
    return [...of('phone-code', contact.phone), ...of('email-code', contact.email)];
  });
  const byValue = new Map<string, KnownContact>();
  for (const contact of found) {
    const known = byValue.get(contact.value);
    if (!known || (known.trust === 'unsure' && contact.trust === 'sure')) byValue.set(contact.value, contact);
  }
  return [...byValue.values()];
}

/** Stands for a hidden character. */
const HIDDEN = '·';

/** The first two and the last digits of a phone: `05 56 ·· ·· 30`. Pure. */
export function maskPhone(phone: string): string {
  const national = nationalOf(phone);
  const digits = [...national].filter((character) => /\d/.test(character)).length;
  let at = 0;
  return [...national]
    .map((character) => {
      if (!/\d/.test(character)) return character;
      at += 1;
      return at <= Math.min(4, digits - 4) || at > digits - 2 ? character : HIDDEN;
    })
    .join('');
}

function nationalOf(phone: string): string {
  try {
    const parsed = parsePhoneNumberWithError(phone);
    const text = parsed.country === 'FR' ? parsed.formatNational() : parsed.formatInternational();
    return text.replaceAll(' ', '\u00A0');
  } catch {
    return phone;
  }
}

const maskWord = (word: string): string => {
  const letters = [...word];
  return `${letters[0] ?? ''}${HIDDEN.repeat(Math.max(2, Math.min(8, letters.length - 2)))}${letters.length > 3 ? letters.at(-1) : ''}`;
};

/** The ends of both parts of an address: `c······t@b·······e.fr`. Pure. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [domain = '', ...ending] = email.slice(at + 1).split('.');
  return `${maskWord(email.slice(0, at))}@${maskWord(domain)}${ending.map((part) => `.${part}`).join('')}`;
}

/** What a claimant is shown of a contact. Pure. */
export const maskContact = ({ kind, value }: Pick<KnownContact, 'kind' | 'value'>): string =>
  kind === 'phone-code' ? maskPhone(value) : maskEmail(value);
