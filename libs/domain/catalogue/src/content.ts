import { type ContentUnit, MAX_CONTENT, type ProductContent } from '@halles/contracts';
import { type Locale, type PluralForm, pluralForm } from '@halles/kernel';

/** What a price is compared by: a kilogram, a litre, a piece. */
export type ComparedUnit = 'kg' | 'l' | 'piece';

/** A price by what it is compared by, taxes included. */
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

const PIECES: Readonly<Record<Locale, Readonly<Record<PluralForm, string>>>> = {
  fr: { one: 'pièce', other: 'pièces' },
  en: { one: 'piece', other: 'pieces' },
};

/** A thousand without a sign: forms are filled in with these words, and "1,000 kg" is read as one kilo. */
const AMOUNT_FORMAT = {
  maximumFractionDigits: 3,
  useGrouping: 'min2',
} as const satisfies Intl.NumberFormatOptions;

/** "500 g", "1,5 kg", "75 cl", "6 pièces"; what `contentOf` reads. Pure. */
export function contentWords({ amount, unit }: ProductContent, locale: Locale): string {
  const [value, word] = inLargerUnit(amount, unit, locale);
  return `${new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', AMOUNT_FORMAT).format(value)}\u00a0${word}`;
}

function inLargerUnit(amount: number, unit: ContentUnit, locale: Locale): readonly [number, string] {
  if (unit === 'piece') return [amount, PIECES[locale][pluralForm(amount, locale)]];
  if (amount >= 1_000) return [amount / 1_000, COMPARED[unit].unit];
  if (unit === 'ml' && amount % 10 === 0) return [amount / 10, 'cl'];
  return [amount, unit];
}

/** A whole number without decimals, in which a comma or a point can only part thousands. */
const WHOLE = /^(?:\d{1,7}|[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*)$/;
const WITH_TENTH = /^\d{1,7}(?:[.,]\d)?$/;
const WITH_THOUSANDTHS = /^\d{1,7}(?:[.,]\d{1,3})?$/;

/** The words of units, of what each is so many, and how its numbers are written: to the gram, the millilitre, the piece. */
const UNITS: readonly {
  readonly words: RegExp;
  readonly unit: ContentUnit;
  readonly factor: number;
  readonly numbers: RegExp;
}[] = [
  { words: /^(?:kg|kilos?)$/, unit: 'g', factor: 1_000, numbers: WITH_THOUSANDTHS },
  { words: /^(?:g|gr|grammes?|grams?)$/, unit: 'g', factor: 1, numbers: WHOLE },
  { words: /^(?:l|litres?|liters?)$/, unit: 'ml', factor: 1_000, numbers: WITH_THOUSANDTHS },
  { words: /^cl$/, unit: 'ml', factor: 10, numbers: WITH_TENTH },
  { words: /^ml$/, unit: 'ml', factor: 1, numbers: WHOLE },
  { words: /^(?:|pi[eè]ces?|pieces?)$/, unit: 'piece', factor: 1, numbers: WHOLE },
];

/**
 * What somebody wrote of how much is in a product: "500 g", "1,5 kg", "75 cl", "6"; null for what is no such amount. "1,000 g"
 * is a thousand, "1,000 kg" is one: what is bought by the gram or the piece has no decimals. Pure.
 */
export function contentOf(text: string): ProductContent | null {
  const compact = text.normalize('NFC').replaceAll(/\s/gu, '').toLowerCase();
  const [, number = '', word = ''] = /^(\d[\d.,]{0,11})([a-zè]*)$/.exec(compact) ?? [];
  const known = UNITS.find(({ words }) => words.test(word));
  if (!known?.numbers.test(number)) return null;
  const { unit, factor, numbers } = known;
  const value = numbers === WHOLE ? number.replaceAll(/[.,]/g, '') : number.replace(',', '.');
  const amount = Math.round(Number(value) * factor);
  return amount >= 1 && amount <= MAX_CONTENT ? { amount, unit } : null;
}
