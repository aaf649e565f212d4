import { weightWords } from '@halles/domain/catalogue';
import { type Locale, priceWords } from '@halles/kernel';
import { chosenWords } from '../order-terms';
import { countedWords } from '../order-weight-words';
import type { AmendmentChange } from './amendment';

const WORDS = {
  fr: {
    missing: (what: string) => `Il manque\u00a0: ${what}`,
    fewer: (product: string, left: number, ordered: number) =>
      `${product}\u00a0: ${String(left)} au lieu de ${String(ordered)}`,
    instead: (missing: string, what: string, total: string) =>
      `À la place de «\u00a0${missing}\u00a0»\u00a0: ${what}, ${total}`,
    heavier: (product: string, weight: string, total: string, most: string) =>
      `${product}\u00a0: pesé ${weight}, ${total} au lieu de ${most} au plus`,
  },
  en: {
    missing: (what: string) => `Missing: ${what}`,
    fewer: (product: string, left: number, ordered: number) =>
      `${product}: ${String(left)} instead of ${String(ordered)}`,
    instead: (missing: string, what: string, total: string) => `Instead of “${missing}”: ${what}, ${total}`,
    heavier: (product: string, weight: string, total: string, most: string) =>
      `${product}: weighed ${weight}, ${total} instead of ${most} at most`,
  },
} as const satisfies Record<Locale, object>;

/** What differs of a line, in one sentence, as the page and the mail of a proposal say it. Pure. */
export function changeWords(change: AmendmentChange, locale: Locale): string {
  const { line } = change;
  const words = WORDS[locale];
  const product = chosenWords(line, locale);
  switch (change.kind) {
    case 'missing':
      return words.missing(countedWords(line, product, locale));
    case 'fewer':
      return words.fewer(product, change.quantity, line.quantity);
    case 'instead':
      return words.instead(
        change.line.insteadOf ?? '',
        countedWords(line, product, locale),
        priceWords(line.totalCents, locale),
      );
    case 'heavier':
      return words.heavier(
        product,
        weightWords(line.weight?.finalGrams ?? 0, locale),
        priceWords(line.totalCents, locale),
        priceWords(change.mostCents, locale),
      );
  }
}
