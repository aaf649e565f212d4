import { DAY } from '@halles/kernel';
import { dayOfIso, isoOfDay, type IsoDate, weekdayOf } from './civil-date';
import { datedReplacements } from './overlay';
import { isUnreadable, SERVICE_MODES, type Schedule, type ServiceMode } from './schedule';
import { seasonsAhead } from './seasons';
import { intervals } from './timeline';
import { instantOf, wallTime } from './zone';

/** Days on which a business that was open is closed, one after the other. */
export interface ClosedPeriod {
  /** The first on which it would have been open, or that of the time off which closes it. */
  readonly from: IsoDate;
  /** The last, included; null where no end is in sight. */
  readonly until: IsoDate | null;
}

/** Days that a change of hours takes away: weekdays of all the year, or most days of a season. */
export type LostDays =
  | {
      readonly kind: 'weekdays';
      /** ISO, 1 (Monday) to 7. */
      readonly weekdays: readonly number[];
    }
  | { readonly kind: 'season'; readonly from: IsoDate; /** Included. */ readonly until: IsoDate };

const WEEK = 7;
/** How far ahead one looks: a year, and the week in which a shop that was away for a year opens again. */
const DAYS_AHEAD = 365 + WEEK;

/** What readers go by: the shop where its hours are known, else the first way of service of which they are. */
const modeOf = ({ modes }: Schedule): ServiceMode | undefined =>
  SERVICE_MODES.find((mode) => {
    const hours = modes[mode];
    return hours !== undefined && !isUnreadable(hours);
  });

/** On which of the days ahead it opens. */
function openDays(schedule: Schedule, mode: ServiceMode, first: number): boolean[] {
  const { timeZone } = schedule.place;
  const from = instantOf(timeZone, first, 0);
  const opening = intervals(schedule, mode, from, from + DAYS_AHEAD * DAY);
  const days = new Set(opening.map((interval) => wallTime(timeZone, interval.from).day));
  return Array.from({ length: DAYS_AHEAD }, (_, at) => days.has(first + at));
}

/** The most days of any seven that follow one another. */
function usualWeek(days: readonly boolean[]): number {
  const counts = days.map((_, at) => days.slice(at, at + WEEK).filter(Boolean).length);
  return Math.max(0, ...counts);
}

/** Which days from the first on are closed by their date since a change, those that are closed every week among them. */
function newlyClosedDays(
  before: Schedule,
  after: Schedule,
  mode: ServiceMode,
  from: number,
): ReadonlySet<number> {
  const closedIn = (schedule: Schedule): number[] =>
    datedReplacements(schedule, mode)
      .filter(({ spans }) => spans.length === 0)
      .map(({ first, last }) => ({ first: Math.max(first, from), last: Math.min(last, from + DAYS_AHEAD) }))
      .flatMap(({ first, last }) =>
        Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at),
      );
  const known = new Set(closedIn(before));
  return new Set(closedIn(after).filter((day) => !known.has(day)));
}

/** The last of the days that follow one, or that come before it, without a gap. */
function endOf(days: ReadonlySet<number>, from: number, step: 1 | -1): number {
  let day = from;
  while (days.has(day + step)) day += step;
  return day;
}

/**
 * Where a change of hours closes a business for a week or more on which it would have been open: the first such stretch
 * within a year, with all the days of the time off that closes it, as its page tells them. A season that moves by a day is none, nor is a week of which it opens one day. Null for none, and where
 * either schedule says nothing of the hours. Pure.
 * @param today ISO date at the place
 */
export function closedPeriod(before: Schedule, after: Schedule, today: IsoDate): ClosedPeriod | null {
  const mode = modeOf(before);
  const hours = mode && after.modes[mode];
  if (!mode || !hours || isUnreadable(hours)) return null;
  const first = dayOfIso(today);
  const was = openDays(before, mode, first);
  const is = openDays(after, mode, first);
  const usual = usualWeek(was);
  for (let at = 0; at < is.length; at += 1) {
    if (is[at] === true) continue;
    const next = is.indexOf(true, at);
    const end = next === -1 ? is.length : next;
    const lost = was.slice(at, end).flatMap((wasOpen, offset) => (wasOpen ? [at + offset] : []));
    if (end - at >= WEEK && lost.length > 0 && lost.length * 2 >= usual) {
      const away = newlyClosedDays(before, after, mode, first);
      return {
        from: isoOfDay(endOf(away, first + (lost[0] ?? at), -1)),
        until: next === -1 ? null : isoOfDay(endOf(away, first + (lost.at(-1) ?? end), 1)),
      };
    }
    at = end;
  }
  return null;
}

/** Whether most of the days that were open are so no more, and fewer are: days that move are none. */
function losesMost(was: readonly boolean[], is: readonly boolean[]): boolean {
  const open = was.filter(Boolean).length;
  const lost = was.filter((wasOpen, at) => wasOpen && is[at] !== true).length;
  return lost * 2 > open && is.filter(Boolean).length < open;
}

/**
 * What a change of hours takes away where it leaves a business open, but on less than half of its days: those of the
 * usual week, or those of a season. Time off and single days take none away. Null for nothing, and where either schedule
 * says nothing of the hours. Pure.
 * @param today ISO date at the place
 */
export function lostDays(before: Schedule, after: Schedule, today: IsoDate): LostDays | null {
  const mode = modeOf(before);
  const hours = mode && after.modes[mode];
  if (!mode || !hours || isUnreadable(hours)) return null;
  const first = dayOfIso(today);
  const rules = (schedule: Schedule): Schedule => ({ ...schedule, exceptions: [], vacations: [] });
  const was = openDays(rules(before), mode, first);
  const is = openDays(rules(after), mode, first);
  if (losesMost(was, is)) {
    const ofDay = (days: readonly boolean[], weekday: number): boolean[] =>
      days.filter((_, at) => weekdayOf(first + at) === weekday);
    const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((day) => losesMost(ofDay(was, day), ofDay(is, day)));
    return { kind: 'weekdays', weekdays };
  }
  const season = seasonsAhead(rules(before), first, DAYS_AHEAD).find((one) => {
    const [from, until] = [one.first - first, one.last + 1 - first];
    return until - from >= WEEK && losesMost(was.slice(from, until), is.slice(from, until));
  });
  if (!season) return null;
  return { kind: 'season', from: isoOfDay(season.first), until: isoOfDay(season.last) };
}
