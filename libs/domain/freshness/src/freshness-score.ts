import type { Fact } from '@halles/domain/listings';
import { DAY } from '@halles/kernel';

/** What counts in the score, with its weight; together 100. The page that explains the score is made from this table. */
export const FRESHNESS_WEIGHTS = {
  hours: 40,
  address: 15,
  phone: 15,
  name: 5,
  category: 5,
  website: 5,
  email: 5,
  access: 5,
  services: 5,
} as const satisfies Partial<Record<Fact, number>>;

export type ScoredFact = keyof typeof FRESHNESS_WEIGHTS;
export const SCORED_FACTS = Object.keys(FRESHNESS_WEIGHTS) as ScoredFact[];

/** A confirmation counts in full for so many days: a month, and the days that an answer takes. */
export const FULL_DAYS = 35;
/** From so many days on it counts for nothing; in between it loses the same every day. */
export const SPENT_DAYS = 365;

/** When each fact was last confirmed; a fact that is absent never was. */
export type Confirmed = Readonly<Partial<Record<Fact, { readonly at: Date }>>>;

/** What a confirmation of that age is worth, 1 to 0. Pure. @param age ms */
export function worthOf(age: number): number {
  const days = age / DAY;
  if (days <= FULL_DAYS) return 1;
  return Math.max(0, (SPENT_DAYS - days) / (SPENT_DAYS - FULL_DAYS));
}

/**
 * How fresh a listing is, 0 to 100, whole: the part of its facts that the business confirmed, weighed by what it
 * matters and by how long ago. Facts that it does not have are left out, but the hours: a business without hours is not
 * better known than one whose hours are old. Pure.
 * @param known the facts that the listing has
 */
export function freshnessScore(known: readonly Fact[], confirmed: Confirmed, now: Date): number {
  let whole = 0;
  let fresh = 0;
  for (const fact of SCORED_FACTS) {
    if (fact !== 'hours' && !known.includes(fact)) continue;
    const weight = FRESHNESS_WEIGHTS[fact];
    whole += weight;
    const at = known.includes(fact) ? confirmed[fact]?.at : undefined;
    if (at) fresh += weight * worthOf(now.getTime() - at.getTime());
  }
  return Math.round((100 * fresh) / whole);
}
