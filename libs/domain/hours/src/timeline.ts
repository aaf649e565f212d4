import { DAY, MINUTE } from '@halles/kernel';
import { dayEvaluator, type DayRuns, type Run } from './day-states';
import { overlayOf, replacedRuns, type Overlay } from './overlay';
import { isUnreadable, type RuleState, type Schedule, type ServiceMode } from './schedule';
import { hasTransition, instantOf, wallTime, type Instant } from './zone';

/** A stretch of time, the end not included. */
export interface Interval {
  readonly from: Instant;
  readonly until: Instant;
}

/** The moment at which a business opens or closes. */
export interface Change {
  readonly at: Instant;
  readonly becomes: 'open' | 'closed';
}

/** How far ahead changes are looked for: a business that opens once a year is still found. */
export const HORIZON_DAYS = 400;

/** The hours of one mode, ready to be asked. */
export interface Timeline {
  readonly zone: string;
  /** The runs of a civil day. */
  readonly runsOn: (day: number) => DayRuns;
  /** What replaces the rules on a day, if anything does. */
  readonly overlay: Overlay | undefined;
}

/** Compiled once per schedule value, and gone with it. */
const compiled = new WeakMap<Schedule, Partial<Record<ServiceMode, Timeline | null>>>();

/** The timeline of a mode, or null when its hours are unknown or unreadable. */
export function timelineOf(schedule: Schedule, mode: ServiceMode): Timeline | null {
  let modes = compiled.get(schedule);
  if (!modes) compiled.set(schedule, (modes = {}));
  let timeline = modes[mode];
  if (timeline === undefined) modes[mode] = timeline = compile(schedule, mode);
  return timeline;
}

function compile(schedule: Schedule, mode: ServiceMode): Timeline | null {
  const hours = schedule.modes[mode];
  if (!hours || isUnreadable(hours)) return null;
  const { place } = schedule;
  const base = dayEvaluator(hours.rules, place.department);
  return {
    zone: place.timeZone,
    overlay: overlayOf(schedule, mode),
    runsOn: replacedRuns(base, hours.rules, schedule, mode),
  };
}

/**
 * Whether the business serves in this mode at this instant. What is only said to be possible (`unknown`, "sur
 * rendez-vous") is not open; hours that are unknown or unreadable are never open.
 */
export function isOpen(schedule: Schedule, mode: ServiceMode, instant: Instant): boolean {
  return stateAt(schedule, mode, instant)?.state === 'open';
}

/** What is so at an instant, or null when the hours of the mode are unknown or unreadable. */
export function stateAt(
  schedule: Schedule,
  mode: ServiceMode,
  instant: Instant,
): { readonly state: RuleState; readonly comment?: string } | null {
  const timeline = timelineOf(schedule, mode);
  if (!timeline) return null;
  const { day, minute } = wallTime(timeline.zone, instant);
  const run = hasTransition(timeline.zone, day)
    ? runAcrossJump(timeline, day, instant)
    : timeline.runsOn(day).find(({ from, until }) => minute >= from && minute < until);
  return run ?? { state: 'closed' };
}

/** On the days when the clock jumps the minutes on the wall do not tell the time: the instants do. */
function runAcrossJump({ zone, runsOn }: Timeline, day: number, instant: Instant): Run | undefined {
  return runsOn(day).find(
    ({ from, until }) => instant >= instantOf(zone, day, from) && instant < instantOf(zone, day, until),
  );
}

/**
 * The next moment after `instant` at which the business opens or closes in this mode.
 * @returns null when nothing changes within `HORIZON_DAYS`, or when the hours are unknown or unreadable
 */
export function nextChange(schedule: Schedule, mode: ServiceMode, instant: Instant): Change | null {
  const timeline = timelineOf(schedule, mode);
  if (!timeline) return null;
  for (const { from, until } of walk(timeline, instant, horizonOf(instant), 'open')) {
    if (from > instant) return { at: from, becomes: 'open' };
    return until >= horizonOf(instant) ? null : { at: until, becomes: 'closed' };
  }
  return null;
}

/** The instant beyond which `nextChange` does not look. */
export function horizonOf(instant: Instant): Instant {
  return instant + HORIZON_DAYS * DAY;
}

/**
 * When the business is open in this mode between two instants: half-open, in order, apart from one another, cut at the
 * bounds. Half-hours that the clock skips do not exist, those that it shows twice are counted as they last.
 */
export function intervals(schedule: Schedule, mode: ServiceMode, from: Instant, until: Instant): Interval[] {
  const timeline = timelineOf(schedule, mode);
  if (!timeline || !(from < until)) return [];
  return [...walk(timeline, from, until, 'open')].map((interval) => ({
    from: Math.max(interval.from, from),
    until: Math.min(interval.until, until),
  }));
}

/**
 * The stretches in one state around and between two instants, neighbours joined. They may begin at the start of the first
 * civil day and end at that of the day after the last: the caller cuts them, and knows by an end beyond `until` that
 * nothing changed before.
 */
export function* walk(
  { zone, runsOn }: Timeline,
  from: Instant,
  until: Instant,
  state: RuleState,
): Generator<Interval> {
  let pending: Interval | undefined;
  for (let day = wallTime(zone, from).day; ; day += 1) {
    const midnight = instantOf(zone, day, 0);
    if (midnight >= until) break;
    const smooth = !hasTransition(zone, day);
    for (const run of runsOn(day)) {
      if (run.state !== state) continue;
      const start = smooth ? midnight + run.from * MINUTE : instantOf(zone, day, run.from);
      const end = smooth ? midnight + run.until * MINUTE : instantOf(zone, day, run.until);
      // Between two minutes that the clock skips there is no time.
      if (start >= end) continue;
      if (pending?.until === start) pending = { from: pending.from, until: end };
      else {
        if (pending && pending.until > from) yield pending;
        if (start >= until) return;
        pending = { from: start, until: end };
      }
    }
  }
  if (pending && pending.until > from) yield pending;
}
