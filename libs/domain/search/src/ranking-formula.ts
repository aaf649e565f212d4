import { TIERS, type Tier } from './search-page';

/** The order of results, as data: search sorts by these very values, and the ranking page is generated from them. */
export interface RankingFormula {
  /** Goes up with each change of a value or of the order. */
  readonly version: number;
  /** ISO date of that version. */
  readonly since: string;
  /** First comes first. */
  readonly tiers: readonly Tier[];
  /** What decides within a tier, in turn. */
  readonly within: readonly ('distance' | 'text-match' | 'number')[];
  /** How long before its opening a business counts as opening soon, minutes. */
  readonly soonMinutes: number;
  /** So many of the nearest that match are put in order together; then the next nearest, and so on. */
  readonly window: number;
  /** How many results can be leafed through: beyond them, a narrower question is asked for. */
  readonly deepest: number;
}

export const rankingFormula: RankingFormula = {
  version: 1,
  since: '2026-11-25',
  tiers: TIERS,
  within: ['distance', 'text-match', 'number'],
  soonMinutes: 60,
  window: 200,
  deepest: 5_000,
};
