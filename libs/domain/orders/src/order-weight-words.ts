import { weightWords } from '@halles/domain/catalogue';
import { type Locale, priceWords } from '@halles/kernel';
import type { OrderLine } from './order';
import { amountOf } from './order-decision';
import { lineWords } from './order-terms';
import { isCapped } from './order-weighing';

type Counted = Parameters<typeof amountOf>[0];

/** How much of it a line is: "2", "350 g". Pure. */
export const quantityWords = (line: Counted, locale: Locale): string =>
  line.weight?.by === 'weight' ? weightWords(amountOf(line), locale) : String(line.quantity);

/** "2 × Pain de campagne", "350 g Entrecôte". Pure. */
export const countedWords = (line: Counted, name: string, locale: Locale): string =>
  `${quantityWords(line, locale)} ${line.weight?.by === 'weight' ? '' : '× '}${name}`;

/** The same with the choices of the line. Pure. */
export const countedLineWords = (
  line: Counted & Pick<OrderLine, 'name' | 'choices'>,
  locale: Locale,
): string => countedWords(line, lineWords(line, locale), locale);

/** What the law wants to be read beside the price of what is weighed. */
const WORDS = {
  fr: {
    about: (weight: string) => `environ ${weight}`,
    weighed: (weight: string) => `pesé\u00a0: ${weight}`,
    kilo: (price: string) => `${price} le kilo`,
    estimated: (most: string) => `prix estimé, ${most} au plus`,
    capped: 'prix limité au maximum accepté',
  },
  en: {
    about: (weight: string) => `about ${weight}`,
    weighed: (weight: string) => `weighed: ${weight}`,
    kilo: (price: string) => `${price} a kilo`,
    estimated: (most: string) => `estimated price, ${most} at most`,
    capped: 'price limited to the accepted maximum',
  },
} as const satisfies Record<Locale, object>;

/** "24,90 € le kilo, prix estimé, 9,59 € au plus", "pesé : 362 g, 24,90 € le kilo"; null of a line that is not weighed. Pure. */
export function weightNote(
  line: Pick<OrderLine, 'unitCents' | 'totalCents' | 'weight'>,
  locale: Locale,
): string | null {
  const { weight, unitCents } = line;
  if (weight === null) return null;
  const words = WORDS[locale];
  const kilo = words.kilo(priceWords(unitCents, locale));
  if (weight.finalGrams !== null)
    return [
      words.weighed(weightWords(weight.finalGrams, locale)),
      kilo,
      ...(isCapped(line) ? [words.capped] : []),
    ].join(', ');
  return [
    ...(weight.by === 'piece' ? [words.about(weightWords(weight.grams, locale))] : []),
    kilo,
    words.estimated(priceWords(weight.mostCents, locale)),
  ].join(', ');
}

/** The most that some lines may cost; null where their price is known. Pure. */
export function mostOf(lines: readonly Pick<OrderLine, 'totalCents' | 'weight'>[]): number | null {
  const isUnknown = (weight: OrderLine['weight']): weight is NonNullable<typeof weight> =>
    weight !== null && weight.finalGrams === null;
  if (!lines.some(({ weight }) => isUnknown(weight))) return null;
  return lines.reduce(
    (sum, { totalCents, weight }) => sum + (isUnknown(weight) ? weight.mostCents : totalCents),
    0,
  );
}
