import { type NotedFact, type NotedProducts, type NotedValue, NOTED_FACTS } from '@halles/contracts';
import { type Locale, priceWords } from '@halles/kernel';
import type { PageAct } from './page-act';

/** The texts of the merchant space in one language. */
export interface ActTexts {
  line(key: string, values?: Readonly<Record<string, string | number>>): string;
}

/** What an act changed, before and after. */
export interface ActChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Of several products of an act: what they are, and how many of them are shown. */
function productWords(products: NotedProducts | null) {
  const { shown = [], count = 0 } = products ?? {};
  return {
    count,
    product: shown[0]?.name ?? '',
    shown: shown.length,
    hasMore: count > shown.length ? 'yes' : 'no',
  };
}

/** What was done, in words: "Logo remplacé", "Actualité masquée : « Soldes »". Pure. */
export function actWords(
  { action, post, photoKind, photoOf, isReplacement, merge, counts, products }: PageAct,
  texts: ActTexts,
): string {
  const kind = photoKind ?? 'photo';
  // A name that changed is said with what it was, below.
  const changed = (merge?.fields ?? []).filter((field) => field !== 'name' || !merge?.renamed);
  const fields = changed.map((field) => texts.line(`pro.profile.${field}`)).join(', ');
  return texts.line(`pro.history.acts.${action}`, {
    post:
      post === null
        ? texts.line('pro.history.erasedPost')
        : texts.line('pro.history.post', { title: post.title }),
    kind: isReplacement ? `${kind}Replaced` : kind,
    isOf: photoOf === null ? 'no' : 'yes',
    of: photoOf ?? '',
    number: merge?.other ?? 0,
    isNamed: merge?.name ? 'yes' : 'no',
    other: merge?.name ?? '',
    hasFields: fields === '' ? 'no' : 'yes',
    fields,
    added: counts?.added ?? 0,
    changed: counts?.changed ?? 0,
    removed: counts?.removed ?? 0,
    ...productWords(products),
  });
}

/** Facts that are said by the names of what the form of a product offers, and where its words stand. */
const OPTIONS: Readonly<Partial<Record<NotedFact, string>>> = {
  vat: 'vat',
  withdrawal: 'withdrawal',
  allergens: 'allergens',
  labels: 'labels',
  ageRestriction: 'adults',
};
/** What is said where there is none of it. */
const WITHOUT: Readonly<Partial<Record<NotedFact, string>>> = {
  hours: 'always',
  season: 'always',
  stock: 'notCounted',
  allergens: 'notSaid',
};

function valueWords(fact: NotedFact, value: NotedValue, texts: ActTexts, locale: Locale): string {
  const products = 'pro.history.products';
  if (fact === 'priceCents' && typeof value === 'number') return priceWords(value, locale);
  if (typeof value === 'boolean') return texts.line(`${products}.${fact}.${value ? 'yes' : 'no'}`);
  if (fact === 'noticeDays') return texts.line(`${products}.noticeDays`, { days: Number(value) });
  if (fact === 'minimumAge' && value !== null)
    return texts.line(`${products}.minimumAge`, { age: Number(value) });
  if (isNames(value) && value.length > 0)
    return value.map((name) => texts.line(`products.options.${OPTIONS[fact] ?? fact}.${name}`)).join(', ');
  const words =
    value === null || isNames(value) ? '' : typeof value === 'object' ? value[locale] : String(value);
  return words === '' ? texts.line(`${products}.${WITHOUT[fact] ?? 'none'}`) : words;
}

const isNames = (value: NotedValue): value is readonly string[] => Array.isArray(value);

/** The name of the page, where merging it with another one or setting it apart changed that. */
function renamed({ merge }: Pick<PageAct, 'merge'>, texts: ActTexts): ActChange[] {
  if (!merge?.renamed) return [];
  const [before, after] = merge.renamed.map((name) => name ?? texts.line('pro.history.products.none'));
  return [{ label: texts.line('pro.profile.name'), before: before ?? '', after: after ?? '' }];
}

/** What an act changed, before and after in words: the name of the page, a line for each product and fact. Pure. */
export function actChanges(
  { products, merge }: Pick<PageAct, 'products' | 'merge'>,
  texts: ActTexts,
  locale: Locale,
): ActChange[] {
  if (merge) return renamed({ merge }, texts);
  const factLabel = (fact: string): string => texts.line(`pro.history.products.facts.${fact}`);
  return (products?.shown ?? []).flatMap(({ name, values, others }) => {
    const label = (fields: string): string =>
      texts.line('pro.history.products.label', { product: name, fields });
    const worded = NOTED_FACTS.flatMap((fact) => {
      const [before, after] = values[fact] ?? [];
      if (before === undefined || after === undefined) return [];
      return [
        {
          label: fact === 'onSale' ? name : label(factLabel(fact)),
          before: valueWords(fact, before, texts, locale),
          after: valueWords(fact, after, texts, locale),
        },
      ];
    });
    if (others.length === 0) return worded;
    const rest = {
      label: label(others.map(factLabel).join(', ')),
      before: texts.line('pro.history.products.otherBefore'),
      after: texts.line('pro.history.products.otherAfter'),
    };
    return [...worded, rest];
  });
}
