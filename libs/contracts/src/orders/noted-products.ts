/** How many products the history of a page shows of one act; of the others it says how many there are. */
export const MOST_NOTED_PRODUCTS = 20;

/** What is said of a product that histories word before and after, each as it is stored. */
export const NOTED_FACTS = [
  'name',
  'description',
  'section',
  'priceCents',
  'weighing',
  'vat',
  'stock',
  'isAvailable',
  'onSale',
  'onRequest',
  'hours',
  'season',
  'noticeDays',
  'minimumAge',
  'ageRestriction',
  'withdrawal',
  'allergens',
  'labels',
  'content',
  'ean',
  'options',
  'variant',
] as const;
export type NotedFact = (typeof NOTED_FACTS)[number];

/** In words of each language, where they are not stored as they are shown; a list is of the names of what a form offers. */
export type NotedValue =
  string | number | boolean | readonly string[] | { readonly fr: string; readonly en: string } | null;

/** What one act changed of a product. */
export interface NotedProduct {
  /** What it was called before, with its variant. */
  readonly name: string;
  readonly values: Readonly<Partial<Record<NotedFact, readonly [before: NotedValue, after: NotedValue]>>>;
  /** Other facts that changed, by their names: of what was noted when histories did not keep them. */
  readonly others: readonly string[];
}

/** What one act changed of the products of a shop: the first of them, and how many they are. */
export interface NotedProducts {
  readonly shown: readonly NotedProduct[];
  readonly count: number;
}
