import { isDeepStrictEqual } from 'node:util';
import { dayOfIso, type IsoDate } from './civil-date';
import { speaksOfHolidays, spansOf } from './holiday-rules';
import { isUnreadable, type Rule, type Schedule, SERVICE_MODES, type TimeSpan } from './schedule';
import { timelineOf, type Timeline } from './timeline';
import { businessDay } from './week-table';

/** What the hours say of public holidays: of all of them, and of those that are otherwise. No spans: closed. */
export interface StandingHolidays {
  readonly general: readonly TimeSpan[];
  readonly days: Readonly<Record<IsoDate, readonly TimeSpan[]>>;
}

/** The spans of all public holidays as the last rule on them has it, with what is added to it. */
function generalOf(rules: readonly Rule[]): readonly TimeSpan[] | null {
  const at = rules.findLastIndex((rule) => speaksOfHolidays(rule));
  const rule = rules[at];
  if (!rule || rule.join === 'fallback') return null;
  if (rule.join === 'override') return spansOf(rule);
  // Cleared from one day break to the next, then laid over it.
  const before = rules[at - 1];
  return before && before.state === 'closed' && speaksOfHolidays(before) ? spansOf(rule) : null;
}

/** When one is surely open on a day, with its night; null where something is to be said of it that hours cannot. */
function spansOn(timeline: Timeline, day: number): readonly TimeSpan[] | null {
  const runs = businessDay(timeline, day);
  if (runs.some(({ state, comment }) => state !== 'open' || comment !== undefined)) return null;
  return runs.map(({ from, until }) => ({ from, until }));
}

/** What all modes have alike; null where they differ. */
function inAll<T>(values: readonly (T | null)[]): T | null {
  const [first = null, ...others] = values;
  return others.every((other) => isDeepStrictEqual(other, first)) ? first : null;
}

/**
 * What hours say of public holidays where another rule behind it changes some of them (`PH off; Jul-Aug Mo-Sa 09:00-13:00`):
 * that could not be taken out of the rules. Null where they say nothing of them, where the modes differ, or where it
 * cannot be said in hours. Pure.
 * @param dates of public holidays
 */
export function standingHolidays(schedule: Schedule, dates: readonly IsoDate[]): StandingHolidays | null {
  if (schedule.publicHolidays !== 'as-usual') return { general: schedule.publicHolidays, days: {} };
  const usual: Schedule = { ...schedule, exceptions: [], vacations: [] };
  const modes = SERVICE_MODES.flatMap((mode) => {
    const hours = schedule.modes[mode];
    const timeline = timelineOf(usual, mode);
    return !hours || isUnreadable(hours) || !timeline ? [] : [{ rules: hours.rules, timeline }];
  });
  const general = inAll(modes.map(({ rules }) => generalOf(rules)));
  if (general === null) return null;
  const days: Record<IsoDate, readonly TimeSpan[]> = {};
  for (const date of dates) {
    const spans = inAll(modes.map(({ timeline }) => spansOn(timeline, dayOfIso(date))));
    if (spans === null) return null;
    if (!isDeepStrictEqual(spans, general)) days[date] = spans;
  }
  return { general, days };
}
