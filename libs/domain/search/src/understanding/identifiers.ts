import { isSiren, isSiret } from '@halles/kernel';

/** A number that tells one business from all others. */
export interface Identifier {
  readonly kind: 'siret' | 'siren' | 'phone';
  /** Digits of a SIRET or SIREN; E.164 of a phone number. */
  readonly value: string;
}

/** A French number as people write it: ten digits, or the country's code before nine. */
function phoneOf(digits: string): string | null {
  const national = /^(?:00|\+)?33([1-9]\d{8})$/.exec(digits)?.[1] ?? /^0([1-9]\d{8})$/.exec(digits)?.[1];
  return national === undefined ? null : `+33${national}`;
}

/** The SIRET, SIREN or phone number that a text is as a whole, groups and signs between digits allowed; else null. */
export function identifierOf(text: string): Identifier | null {
  if (text.length > 40) return null;
  const plain = text.replace(/^\s*(?:siret|siren|t[ée]l(?:[ée]phone)?)\s*[.:]?\s*/i, '');
  const digits = plain.replace(/[\s\u00A0\u202F.\-/()]/g, '');
  if (!/^\+?\d{9,14}$/.test(digits)) return null;
  if (isSiret(digits)) return { kind: 'siret', value: digits };
  const phone = phoneOf(digits);
  if (phone !== null) return { kind: 'phone', value: phone };
  return isSiren(digits) ? { kind: 'siren', value: digits } : null;
}
