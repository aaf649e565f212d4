/**
 * What a listing offers, as bits of `listing.features`: search filters on them in SQL. A bit keeps its number for ever.
 * `messages`, `claimed` and `orders` are the merchant's to switch on; nothing of the registers does. `pickup-today` is true of
 * this moment: what is ordered now can be collected before the day is over. `sells` is true of a shop that pauses its orders too:
 * what it has on sale is on its page, and found. `calm-hours` is true of a place that sets times of the week apart.
 */
export const FEATURES = {
  pickup: 1,
  delivery: 2,
  appointment: 4,
  messages: 8,
  accessible: 16,
  claimed: 32,
  'known-hours': 64,
  cash: 128,
  cards: 256,
  contactless: 512,
  cheques: 1024,
  'meal-vouchers': 2048,
  orders: 4096,
  'pickup-today': 8192,
  sells: 16_384,
  'calm-hours': 32_768,
} as const;
export type Feature = keyof typeof FEATURES;

/** What is true at this moment only: a page that was kept says nothing of it. */
export const MOMENTARY: ReadonlySet<Feature> = new Set<Feature>(['pickup-today']);

/** What is said of a shop by what it sells, and whether one can order there at the moment. */
export const ORDERING: readonly Feature[] = ['orders', 'pickup-today', 'sells'];

export const FEATURE_NAMES = Object.keys(FEATURES) as readonly Feature[];

/** Bits of several features together. */
export function featureBits(features: Iterable<Feature>): number {
  let bits = 0;
  for (const feature of features) bits |= FEATURES[feature];
  return bits;
}

/** The features of some bits, in the order of the table. */
export function featuresOf(bits: number): Feature[] {
  return FEATURE_NAMES.filter((feature) => (bits & FEATURES[feature]) !== 0);
}

/** Whether somebody of the business keeps its page. Pure. */
export const isClaimed = ({ features }: { readonly features: number }): boolean =>
  (features & featureBits(['claimed'])) !== 0;
