import type { NotedFact, NotedValue, OptionGroup, ProductInput } from '@halles/contracts';
import { type Bilingual, type Locale, priceWords } from '@halles/kernel';
import { contentWords } from './content';
import type { ProductFact } from './imports/product-facts';
import { isTimed, timesWords } from './product-times';
import { stockUnit, weightWords } from './weighing';

/** What was and what is. */
type Pair = readonly [before: NotedValue, after: NotedValue];

/** A history is no archive: of a long text it keeps so much, from shortly before where it begins to differ. */
const LONGEST_EXCERPT = 300;
const BEFORE_IT = 40;

const inBoth = (words: (locale: Locale) => string): Bilingual => ({ fr: words('fr'), en: words('en') });

/** Two texts so far as a history keeps them, with an ellipsis where more stands. Pure. */
export function excerpts(before: string, after: string): readonly [string, string] {
  if (Math.max(before.length, after.length) <= LONGEST_EXCERPT) return [before, after];
  const [one, other] = [[...before], [...after]];
  const differ = one.findIndex((letter, at) => letter !== other[at]);
  const from = Math.max(0, (differ === -1 ? one.length : differ) - BEFORE_IT);
  const excerpt = (letters: readonly string[]): string => {
    const rest = letters.slice(from, from + LONGEST_EXCERPT);
    const isCut = letters.length > from + LONGEST_EXCERPT;
    return `${from > 0 && rest.length > 0 ? '…' : ''}${rest.join('')}${isCut ? '…' : ''}`;
  };
  return [excerpt(one), excerpt(other)];
}

function weighingWords(weighing: ProductInput['weighing'], locale: Locale): string {
  const isFrench = locale === 'fr';
  if (weighing === null) return isFrench ? 'à la pièce' : 'by the piece';
  const weight = (grams: number): string => weightWords(grams, locale);
  if (weighing.by === 'piece')
    return isFrench
      ? `au poids, en pièces d’environ ${weight(weighing.grams)}`
      : `by weight, in pieces of about ${weight(weighing.grams)}`;
  const [least, most, step] = [weighing.least, weighing.most, weighing.step].map(weight);
  return isFrench
    ? `au poids, de ${least} à ${most} par ${step}`
    : `by weight, from ${least} to ${most} in steps of ${step}`;
}

/** "Cuisson (1 au choix) : saignant, à point (+0,50 €)". */
function groupWords({ name, min, max, choices }: OptionGroup, locale: Locale): string {
  const isFrench = locale === 'fr';
  const [to, chosen, colon] = isFrench ? ['à', 'au choix', '\u00a0:'] : ['to', 'to choose', ':'];
  const count = min === max ? String(min) : `${String(min)} ${to} ${String(max)}`;
  const words = choices.map(({ name: choice, cents }) => {
    if (cents === 0) return choice;
    return `${choice} (${cents > 0 ? '+' : '−'}${priceWords(Math.abs(cents), locale)})`;
  });
  return `${name} (${count} ${chosen})${colon} ${words.join(', ')}`;
}

const optionsWords = (options: readonly OptionGroup[], locale: Locale): string =>
  options.map((group) => groupWords(group, locale)).join('\u00a0; ');

function timesOf(times: Pick<ProductInput, 'hours' | 'season'>): NotedValue {
  return isTimed(times) ? inBoth((locale) => timesWords(times, locale).join(', ')) : null;
}

const stockOf = ({ stock, weighing }: ProductInput): NotedValue =>
  stock === null || stockUnit(weighing) === 'pieces'
    ? stock
    : inBoth((locale) => (stock === 0 ? '0\u00a0g' : weightWords(stock, locale)));

/** What may be bought by adults alone, as its form offers it: alcohol where nothing else is said. */
const restrictionOf = ({ minimumAge, ageRestriction }: ProductInput): readonly string[] => [
  minimumAge === null ? 'none' : (ageRestriction ?? 'alcohol'),
];

/** What is kept of a fact: as it is stored, by the names of what a form offers, or in words. */
function valueOf(product: ProductInput, fact: Exclude<ProductFact, 'description' | 'options'>): NotedValue {
  switch (fact) {
    case 'hours':
      return timesOf({ hours: product.hours, season: null });
    case 'season':
      return timesOf({ hours: [], season: product.season });
    case 'weighing':
      return inBoth((locale) => weighingWords(product.weighing, locale));
    case 'stock':
      return stockOf(product);
    case 'ageRestriction':
      return restrictionOf(product);
    case 'vat':
    case 'withdrawal':
      return [product[fact]];
    case 'allergens':
      return product.allergens?.length === 0 ? ['none'] : product.allergens;
    case 'content': {
      const { content } = product;
      return content && inBoth((locale) => contentWords(content, locale));
    }
    case 'variant':
      return inBoth((locale) =>
        product.variant
          .map(({ attribute, value }) => `${attribute}${locale === 'fr' ? '\u00a0:' : ':'} ${value}`)
          .join(', '),
      );
    default:
      return product[fact];
  }
}

/** A fact of a product before and after a change, as histories keep it. Pure. */
export function notedPair(before: ProductInput, after: ProductInput, fact: ProductFact & NotedFact): Pair {
  if (fact === 'description') return excerpts(before.description, after.description);
  if (fact !== 'options') return [valueOf(before, fact), valueOf(after, fact)];
  const inLocale = (locale: Locale): readonly [string, string] =>
    excerpts(optionsWords(before.options, locale), optionsWords(after.options, locale));
  const [fr, en] = [inLocale('fr'), inLocale('en')];
  return [
    { fr: fr[0], en: en[0] },
    { fr: fr[1], en: en[1] },
  ];
}
