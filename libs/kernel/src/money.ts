import type { Locale } from './errors';

const FORMATS = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }),
} as const;

/** "12,40 €", "€12.40". @param cents whole cents. Pure. */
export function priceWords(cents: number, locale: Locale): string {
  // The narrow space before the sign of a thousand is not in every font: the usual one is.
  return FORMATS[locale].format(cents / 100).replaceAll('\u202f', '\u00a0');
}

/** "12,40": an amount as a field of a form has it, in either language. @param cents whole cents. Pure. */
export const priceInput = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');
