import { dayOfIso, type IsoDate } from './civil-date';
import { MINUTES_OF_DAY } from './day-states';
import type { Schedule, ServiceMode, TimeSpan } from './schedule';
import { horizonOf, timelineOf, walk, type Change } from './timeline';
import type { Instant } from './zone';

/** What is known ahead of a moment, to be stored and asked without the rules. */
export interface Outlook {
  readonly open: boolean;
  /** The openings and closings to come, in order. */
  readonly transitions: readonly Change[];
  /** Until when the transitions say everything: from then on they must be computed anew. */
  readonly expiresAt: Instant;
}

/**
 * When the business is open in one week, in minutes on the wall since Monday (or `weekStart`) midnight, 0 to 10,080: in
 * order, joined, the ends not included. Holds for that week alone: holidays, exceptions and vacations are in it. In the
 * week of a jump of the clock the minutes are still those that the clock shows.
 * @param weekStart first local date of the week
 * @returns null when the hours are unknown or unreadable
 */
export function openMinutesOfWeek(
  schedule: Schedule,
  mode: ServiceMode,
  weekStart: IsoDate,
): TimeSpan[] | null {
  const timeline = timelineOf(schedule, mode);
  if (!timeline) return null;
  const first = dayOfIso(weekStart);
  const spans: TimeSpan[] = [];
  for (let offset = 0; offset < 7; offset += 1)
    for (const run of timeline.runsOn(first + offset)) {
      if (run.state !== 'open') continue;
      const from = run.from + offset * MINUTES_OF_DAY;
      const until = run.until + offset * MINUTES_OF_DAY;
      const last = spans.at(-1);
      if (last?.until === from) spans[spans.length - 1] = { from: last.from, until };
      else spans.push({ from, until });
    }
  return spans;
}

/** Spans as PostgreSQL writes an `int4multirange`: `{[540,750),[840,1140)}`. */
export function toInt4Multirange(spans: readonly TimeSpan[]): string {
  return `{${spans.map(({ from, until }) => `[${from},${until})`).join(',')}}`;
}

/**
 * Whether the business is open, and its next openings and closings.
 * @param count how many at most, 1 to 1,000
 * @returns null when the hours are unknown or unreadable
 */
export function nextTransitions(
  schedule: Schedule,
  mode: ServiceMode,
  instant: Instant,
  count: number,
): Outlook | null {
  const timeline = timelineOf(schedule, mode);
  if (!timeline) return null;
  if (!(count >= 1 && count <= 1_000)) throw new RangeError('count is between 1 and 1,000');
  const horizon = horizonOf(instant);
  const transitions: Change[] = [];
  let open = false;
  for (const { from, until } of walk(timeline, instant, horizon, 'open')) {
    if (from <= instant) open = true;
    else transitions.push({ at: from, becomes: 'open' });
    if (until < horizon) transitions.push({ at: until, becomes: 'closed' });
    if (transitions.length > count) break;
  }
  const listed = transitions.slice(0, count);
  const last = listed.at(-1);
  // The moment of the last transition is still known; the one after it is not.
  const complete = transitions.length <= count;
  return { open, transitions: listed, expiresAt: complete || !last ? horizon : last.at };
}
