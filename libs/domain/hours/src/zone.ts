import { DAY, HOUR, MINUTE } from '@halles/kernel';
import { civilDate, dayNumber, type IsoDate, isoOfDay } from './civil-date';

/** A moment, UTC, milliseconds since 1970 (`clock.now().getTime()`). */
export type Instant = number;

/** What a clock on the wall of the zone shows. */
export interface WallTime {
  /** Day number of the local date. */
  readonly day: number;
  /** Whole minutes since local midnight by the clock, 0 to 1439. */
  readonly minute: number;
}

interface Transition {
  readonly at: Instant;
  /** Milliseconds to add to UTC from then on. */
  readonly offset: number;
}

/** The offsets of one zone in one UTC year: the one on 1 January, then the changes in order. */
interface YearTable {
  readonly offset: number;
  readonly transitions: readonly Transition[];
}

/** Farther from UTC than any zone has been: the moment of a wall time lies within this of the same digits in UTC. */
const WINDOW = 26 * HOUR;
/** No zone changes twice in so short a time (Morocco's month of Ramadan is the shortest). */
const PROBE = 7 * DAY;
const MAX_ZONES = 64;
const MAX_YEARS = 64;

/** A stretch of time in which nothing changes. */
interface Steady {
  readonly from: Instant;
  readonly until: Instant;
  readonly offset: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly years: Map<number, YearTable>;
  /** Around the last instant asked: most questions are about the same season. */
  steady: Steady;
}

const zones = new Map<string, Zone>();

/**
 * The wall time at an instant.
 * @throws RangeError when the zone is unknown or the instant is not a number
 */
export function wallTime(zone: string, instant: Instant): WallTime {
  const local = instant + offsetAt(zoneOf(zone), instant);
  const day = Math.floor(local / DAY);
  return { day, minute: Math.floor((local - day * DAY) / MINUTE) };
}

/** The day that it is in the zone at an instant, as its calendars show it. Pure. */
export const dayIn = (zone: string, at: Date): IsoDate => isoOfDay(wallTime(zone, at.getTime()).day);

/**
 * The instant at which the clock of the zone first shows a time, or, when that time is skipped, the instant of the jump.
 * Monotonic: a later wall time never has an earlier instant, so that no interval is ever inverted.
 * @param minute minutes since local midnight by the clock; 1440 and more reach into the next days
 */
export function instantOf(zone: string, day: number, minute: number): Instant {
  const state = zoneOf(zone);
  const local = day * DAY + minute * MINUTE;
  const { steady } = state;
  if (local - WINDOW >= steady.from && local + WINDOW < steady.until) return local - steady.offset;
  const before = offsetAt(state, local - WINDOW);
  if (before === offsetAt(state, local + WINDOW)) return local - before;
  let offset = before;
  for (const transition of transitionsBetween(state, local - WINDOW, local + WINDOW)) {
    if (local - offset < transition.at) return local - offset;
    if (local - transition.offset < transition.at) return transition.at;
    offset = transition.offset;
  }
  return local - offset;
}

/** Whether the clock of the zone jumps during this local date. */
export function hasTransition(zone: string, day: number): boolean {
  const { steady } = zoneOf(zone);
  if (day * DAY - WINDOW >= steady.from && (day + 1) * DAY + WINDOW < steady.until) return false;
  return instantOf(zone, day + 1, 0) - instantOf(zone, day, 0) !== DAY;
}

function offsetAt(zone: Zone, instant: Instant): number {
  const { steady } = zone;
  if (instant >= steady.from && instant < steady.until) return steady.offset;
  const { year } = civilDate(Math.floor(instant / DAY));
  const table = yearTable(zone, year);
  let from = dayNumber(year, 1, 1) * DAY;
  let { offset } = table;
  for (const transition of table.transitions) {
    if (transition.at > instant) {
      zone.steady = { from, until: transition.at, offset };
      return offset;
    }
    ({ at: from, offset } = transition);
  }
  zone.steady = { from, until: dayNumber(year + 1, 1, 1) * DAY, offset };
  return offset;
}

function transitionsBetween(zone: Zone, from: Instant, until: Instant): Transition[] {
  const first = civilDate(Math.floor(from / DAY)).year;
  const last = civilDate(Math.floor(until / DAY)).year;
  const years = first === last ? [first] : [first, last];
  return years
    .flatMap((year) => yearTable(zone, year).transitions)
    .filter(({ at }) => at > from && at <= until);
}

function yearTable({ format, years }: Zone, year: number): YearTable {
  if (Number.isNaN(year)) throw new RangeError('an instant is a number of milliseconds since 1970');
  const known = years.get(year);
  if (known) return known;
  const table = buildTable(format, dayNumber(year, 1, 1) * DAY, dayNumber(year + 1, 1, 1) * DAY);
  keep(years, year, table, MAX_YEARS);
  return table;
}

function buildTable(format: Intl.DateTimeFormat, start: Instant, end: Instant): YearTable {
  const first = readOffset(format, start);
  const transitions: Transition[] = [];
  let offset = first;
  for (let from = start; from < end; from += PROBE) {
    const until = Math.min(from + PROBE, end);
    const after = readOffset(format, until - 1_000);
    if (after === offset) continue;
    let [low, high] = [from, until - 1_000];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (readOffset(format, middle) === offset) low = middle;
      else high = middle;
    }
    transitions.push({ at: high, offset: after });
    offset = after;
  }
  return { offset: first, transitions };
}

/** What the zone adds to UTC at an instant on a whole second, milliseconds. */
function readOffset(format: Intl.DateTimeFormat, instant: Instant): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const local = dayNumber(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * 1_000;
  return local - instant;
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone: Zone = { format, years: new Map(), steady: { from: 0, until: 0, offset: 0 } };
  keep(zones, name, zone, MAX_ZONES);
  return zone;
}

/** Adds to a bounded cache; the oldest entry leaves. */
function keep<K, V>(cache: Map<K, V>, key: K, value: V, max: number): void {
  const [oldest] = cache.keys();
  if (cache.size >= max && oldest !== undefined) cache.delete(oldest);
  cache.set(key, value);
}
