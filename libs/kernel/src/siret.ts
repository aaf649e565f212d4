/** A company's number in the French register: nine digits, the last one a Luhn check. */
export type Siren = string & { readonly __siren: unique symbol };

/** An establishment's number: the company's SIREN and five digits of its own (NIC), fourteen in all. */
export type Siret = string & { readonly __siret: unique symbol };

/** La Poste has more establishments than Luhn-valid NICs: INSEE checks the sum of the digits instead. */
const LA_POSTE = '356000000';

/** Spaces and dots that people and files put between the groups of digits, no-break ones included. */
const SEPARATORS = /[\s.\u00A0\u202F]/g;

const digitsOf = (text: string): string => text.replace(SEPARATORS, '');

/** ISO/IEC 7812-1: from the right, every second digit is doubled; the sum is a multiple of ten. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

const sumOfDigits = (digits: string): number =>
  [...digits].reduce((sum, digit) => sum + digit.charCodeAt(0) - 48, 0);

/** Whether the text is nine digits with a right check digit. Does not say that the company exists. */
export function isSiren(text: string): text is Siren {
  return /^\d{9}$/.test(text) && passesLuhn(text);
}

/**
 * Whether the text is fourteen digits with a right check digit, its SIREN's included. La Poste's establishments are
 * checked by INSEE's exception: the sum of the fourteen digits is a multiple of five (its head office passes Luhn).
 */
export function isSiret(text: string): text is Siret {
  if (!/^\d{14}$/.test(text) || !isSiren(text.slice(0, 9))) return false;
  if (passesLuhn(text)) return true;
  return text.startsWith(LA_POSTE) && sumOfDigits(text) % 5 === 0;
}

/**
 * The SIRET in a text written by a person or a file, or null where there is none. Spreadsheets that took the number
 * for an amount drop the leading zeros: `1625043300220` is read as `01625043300220` where that is valid.
 */
export function parseSiret(text: string): Siret | null {
  const digits = digitsOf(text);
  if (!/^\d{9,14}$/.test(digits)) return null;
  const whole = digits.length >= 12 ? digits.padStart(14, '0') : digits;
  return isSiret(whole) ? whole : null;
}

/** The company of an establishment. */
export const sirenOf = (siret: Siret): Siren => siret.slice(0, 9) as Siren;

/** The five digits that tell an establishment from the others of its company. */
export const nicOf = (siret: Siret): string => siret.slice(9);

/** `123 456 789`, with no-break spaces, so that no line ends inside the number. */
export function formatSiren(siren: Siren): string {
  return siren.replace(/(\d{3})(?=\d)/g, '$1\u00A0');
}

/** `123 456 789 00012`, with no-break spaces, so that no line ends inside the number. */
export function formatSiret(siret: Siret): string {
  return `${formatSiren(sirenOf(siret))}\u00A0${nicOf(siret)}`;
}

/**
 * The intra-community VAT number of a French company: `FR`, a key (12 + 3 × (siren mod 97)) mod 97 on two digits, the
 * SIREN (CGI, art. 286 ter). Does not say that the company is subject to VAT.
 */
export function tvaOf(siren: Siren): string {
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}
