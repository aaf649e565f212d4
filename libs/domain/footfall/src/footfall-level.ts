import { HOUR } from '@halles/kernel';

/** How busy a place is. */
export const FOOTFALL_LEVELS = ['calm', 'busy', 'full'] as const;
export type FootfallLevel = (typeof FOOTFALL_LEVELS)[number];

/** A count is told to the public for so long after the last click, ms. */
export const FRESH_FOR = HOUR;
/** From this part of its gauge on a place is busy. */
const BUSY_FROM = 0.5;

/** Who is in a place at a moment, for whatever they came. */
export interface PeopleThere {
  /** Counted at the doors. */
  readonly walkIns: number;
  /** For an appointment, or to collect an order. */
  readonly expected: number;
  /** Of the last click; null where nobody counts. */
  readonly countedAt: number | null;
}

/** How busy a place is with so many people. Pure. @param gauge how many may be there; at least none */
export function levelOf(total: number, gauge: number): FootfallLevel {
  if (total >= gauge) return 'full';
  return total >= gauge * BUSY_FROM ? 'busy' : 'calm';
}

/** What may be told the public; null where nobody counted lately and nobody is expected. Pure. */
export function publicLevel(
  { walkIns, expected, countedAt }: PeopleThere,
  gauge: number | null,
  now: number,
): FootfallLevel | null {
  if (gauge === null) return null;
  const isFresh = countedAt !== null && now - countedAt <= FRESH_FOR;
  if (!isFresh && expected === 0) return null;
  return levelOf((isFresh ? walkIns : 0) + expected, gauge);
}
