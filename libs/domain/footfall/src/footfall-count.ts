import { type FootfallClick, MAX_CLICK_AGE, MAX_PRESENT } from '@halles/contracts';
import { intervals, instantOf, type Schedule, wallTime } from '@halles/domain/hours';
import { DAY, HOUR } from '@halles/kernel';

/** A time whose clicks are counted together. Instants, ms since 1970. */
export interface CountedTime {
  readonly beganAt: number;
  /** When the place closes: from then on nobody is there. */
  readonly endsAt: number;
}

/** Who is counted to be in a place meanwhile. */
export interface FootfallPeriod extends CountedTime {
  readonly present: number;
}

/** What became of a click. */
export type ClickOutcome =
  | 'counted'
  /** Nobody was there who could have left. */
  | 'nobody-there'
  /** It waited until the place had closed: of interest for the hours alone. */
  | 'late'
  /** It waited for more than a day, or the place counts no further. */
  | 'dropped';

export interface JudgedClick extends FootfallClick {
  readonly outcome: ClickOutcome;
  readonly madeAt: number;
}

/** How many came in within an hour, and how many were there at most. */
export interface CountedHour {
  /** Its beginning, ms since 1970. */
  readonly hour: number;
  readonly entries: number;
  readonly peak: number;
}

/** Who is let in before the door opens is counted to that opening. */
const EARLY = HOUR;
/** Where no hours are known, a day of counting ends at this minute of the night. */
const NIGHT = 4 * 60;

/** From one four o'clock of the night to the next. Pure. */
function dayOfCounting(timeZone: string, now: number): CountedTime {
  const { day } = wallTime(timeZone, now);
  const tonight = instantOf(timeZone, day, NIGHT);
  const first = tonight > now ? day - 1 : day;
  return { beganAt: instantOf(timeZone, first, NIGHT), endsAt: instantOf(timeZone, first + 1, NIGHT) };
}

/**
 * The time whose clicks are counted together: an opening, with who is let in before; the hours around now where the place is closed,
 * since who is counted then will soon have left; a day where its hours are not known or it never closes. Pure.
 */
export function timeOfCounting(schedule: Schedule | null, timeZone: string, now: number): CountedTime {
  if (!schedule?.modes.shop) return dayOfCounting(timeZone, now);
  const opening = intervals(schedule, 'shop', now - DAY, now + DAY).find(({ until }) => until > now);
  if (!opening || opening.from > now + EARLY) return { beganAt: now - EARLY, endsAt: now + HOUR };
  const isEndless = opening.until - opening.from >= DAY;
  return isEndless ? dayOfCounting(timeZone, now) : { beganAt: opening.from - EARLY, endsAt: opening.until };
}

/** The beginning of the hour of an instant. Pure. */
export const hourOf = (instant: number): number => Math.floor(instant / HOUR) * HOUR;

/** Counts clicks in their order. One that takes away where nobody is changes nothing. Pure. */
export function countClicks(
  period: FootfallPeriod,
  clicks: readonly FootfallClick[],
  now: number,
): { readonly period: FootfallPeriod; readonly clicks: readonly JudgedClick[] } {
  let { present } = period;
  const judged = clicks.map((click): JudgedClick => {
    const madeAt = now - click.ago;
    const outcomeOf = (): ClickOutcome => {
      if (click.ago > MAX_CLICK_AGE) return 'dropped';
      if (madeAt < period.beganAt) return 'late';
      if (click.change === -1) return present === 0 ? 'nobody-there' : 'counted';
      return present === MAX_PRESENT ? 'dropped' : 'counted';
    };
    const outcome = outcomeOf();
    if (outcome === 'counted') present += click.change;
    return { ...click, outcome, madeAt };
  });
  return { period: { ...period, present }, clicks: judged };
}

/** What the clicks say of their hours; how full it was is known of the hour in which they are counted alone. Pure. */
export function hoursOf(clicks: readonly JudgedClick[], present: number, now: number): CountedHour[] {
  const hours = new Map<number, CountedHour>();
  for (const { outcome, change, madeAt } of clicks) {
    if (outcome !== 'counted' && outcome !== 'late') continue;
    const hour = hourOf(madeAt);
    const known = hours.get(hour) ?? { hour, entries: 0, peak: hour === hourOf(now) ? present : 0 };
    hours.set(hour, { ...known, entries: known.entries + (change === 1 ? 1 : 0) });
  }
  return [...hours.values()].toSorted((one, other) => one.hour - other.hour);
}
