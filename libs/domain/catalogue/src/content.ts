import { type ContentUnit, MOST_CONTENT, type ProductContent } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

/** What a price is compared by: a kilogram, a litre, a piece. */
export type ComparedUnit = 'kg' | 'l' | 'piece';

export interface UnitPrice {
  readonly cents: number;
  readonly unit: ComparedUnit;
}

const COMPARED = {
  g: { unit: 'kg', amount: 1_000 },
  ml: { unit: 'l', amount: 1_000 },
  piece: { unit: 'piece', amount: 1 },
} as const satisfies Record<ContentUnit, { readonly unit: ComparedUnit; readonly amount: number }>;

/**
 * The price by kilogram, litre or piece (code de la consommation, L112-1; arrêté du 3 décembre 1987), half a cent upwards;
 * null where it is the price itself. Pure.
 */
export function unitPriceOf(priceCents: number, content: ProductContent | null): UnitPrice | null {
  if (content === null) return null;
  const { unit, amount } = COMPARED[content.unit];
  return content.amount === amount
    ? null
    : { unit, cents: Math.round((priceCents * amount) / content.amount) };
}

const PIECES: Readonly<Record<Locale, readonly [string, string]>> = {
  fr: ['pièce', 'pièces'],
  en: ['piece', 'pieces'],
};

/** "500 g", "1,5 kg", "75 cl", "6 pièces". Pure. */
export function contentWords({ amount, unit }: ProductContent, locale: Locale): string {
  const [value, word] = inLargerUnit(amount, unit, locale);
  return `${new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 3 }).format(value)}\u00a0${word}`;
}

function inLargerUnit(amount: number, unit: ContentUnit, locale: Locale): readonly [number, string] {
  if (unit === 'piece') return [amount, PIECES[locale][amount === 1 ? 0 : 1]];
  if (amount >= 1_000) return [amount / 1_000, COMPARED[unit].unit];
  if (unit === 'ml' && amount % 10 === 0) return [amount / 10, 'cl'];
  return [amount, unit];
}

const UNITS: readonly (readonly [RegExp, ContentUnit, number])[] = [
  [/^(?:kg|kilos?)$/, 'g', 1_000],
  [/^(?:g|gr|grammes?|grams?)$/, 'g', 1],
  [/^(?:l|litres?|liters?)$/, 'ml', 1_000],
  [/^cl$/, 'ml', 10],
  [/^ml$/, 'ml', 1],
  [/^(?:|pi[eè]ces?|pieces?)$/, 'piece', 1],
];

/** What somebody wrote of how much is in a product: "500 g", "1,5 kg", "75 cl", "6"; null for what is no such amount. Pure. */
export function contentOf(text: string): ProductContent | null {
  const compact = text.normalize('NFC').replaceAll(/\s/gu, '').toLowerCase();
  const [, number = '', word = ''] = /^(\d{1,7}(?:[.,]\d{1,3})?)([a-zè]*)$/.exec(compact) ?? [];
  const known = UNITS.find(([pattern]) => pattern.test(word));
  if (number === '' || !known) return null;
  const [, unit, factor] = known;
  const amount = Math.round(Number(number.replace(',', '.')) * factor * 1_000) / 1_000;
  return Number.isInteger(amount) && amount >= 1 && amount <= MOST_CONTENT ? { amount, unit } : null;
}
