/** The number of an article of commerce (GS1 General Specifications): 8, 13 or 14 digits, the last of which checks the others. */
export type Gtin = string;

const LENGTHS: ReadonlySet<number> = new Set([8, 13, 14]);

/** Digits count three and one by turns from the right; with the last they come to a multiple of ten. */
const isChecked = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 1 : 3), 0) % 10 ===
  0;

/** Whether a text is such a number in the form in which it is stored. Pure. */
export const isGtin = (text: string): text is Gtin =>
  LENGTHS.has(text.length) && /^\d+$/.test(text) && isChecked(text) && !/^0\d{13}$|^0+$/.test(text);

/**
 * The number that somebody typed, scanned or has in a spreadsheet, in the form in which it is stored; null for what is none.
 * The twelve digits of America are thirteen that begin with nought, fourteen that begin with it are thirteen. Pure.
 */
export function parseGtin(text: string): Gtin | null {
  const digits = text.replaceAll(/[\s\u00a0\u202f.-]/g, '');
  const whole =
    digits.length === 12 ? `0${digits}` : digits.length === 14 ? digits.replace(/^0/, '') : digits;
  return isGtin(whole) ? whole : null;
}
