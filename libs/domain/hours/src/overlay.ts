import { dayOfIso } from './civil-date';
import { clipRuns, joinRuns, MINUTES_OF_DAY, spillOf, type DayRuns, type Run } from './day-states';
import { publicHolidayOn } from './public-holidays';
import type { Rule, Schedule, ServiceMode, TimeSpan } from './schedule';

/** What a schedule puts in the place of the rules on one day. */
export interface Replacement {
  readonly kind: 'exception' | 'vacation' | 'public-holiday';
  readonly spans: readonly TimeSpan[];
  readonly note?: string;
}

export type Overlay = (day: number) => Replacement | undefined;

interface Dated extends Replacement {
  readonly first: number;
  /** Included. */
  readonly last: number;
}

const VACATION: Replacement = { kind: 'vacation', spans: [] };

/** The exceptions, vacations and public holidays of one mode; undefined when it has none. */
export function overlayOf(schedule: Schedule, mode: ServiceMode): Overlay | undefined {
  const dated = datedReplacements(schedule, mode);
  const { publicHolidays, place } = schedule;
  if (publicHolidays === 'as-usual') {
    if (dated.length === 0) return undefined;
    return (day) => dated.find(({ first, last }) => day >= first && day <= last);
  }
  const holiday: Replacement = { kind: 'public-holiday', spans: publicHolidays };
  return (day) =>
    dated.find(({ first, last }) => day >= first && day <= last) ??
    (publicHolidayOn(place.department, day) === undefined ? undefined : holiday);
}

/** In the order in which they count. */
function datedReplacements({ exceptions, vacations }: Schedule, mode: ServiceMode): Dated[] {
  const concerns = ({ modes }: { readonly modes?: readonly ServiceMode[] }): boolean =>
    modes === undefined || modes.includes(mode);
  return [
    ...exceptions
      .filter(concerns)
      .map(({ from, until, spans, note }): Dated => ({
        kind: 'exception',
        spans,
        first: dayOfIso(from),
        last: dayOfIso(until),
        ...(note === undefined ? {} : { note }),
      }))
      .reverse(),
    ...vacations.filter(concerns).map(({ from, returns }): Dated => ({
      ...VACATION,
      first: dayOfIso(from),
      last: dayOfIso(returns) - 1,
    })),
  ];
}

/**
 * At which minute after midnight one business day gives way to the next: when the last night owl has gone. A closure on
 * the 24th then leaves the night of the 23rd alone and takes that of the 24th. 0 when someone opens earlier than that.
 */
export function dayBreak(rules: readonly Rule[], schedule: Schedule, mode: ServiceMode): number {
  const replaced = [
    ...datedReplacements(schedule, mode).flatMap(({ spans }) => spans),
    ...(schedule.publicHolidays === 'as-usual' ? [] : schedule.publicHolidays),
  ];
  const open = [
    ...rules.filter(({ state }) => state !== 'closed').flatMap(({ spans }) => spans),
    ...replaced,
  ];
  const latest = Math.max(0, ...spillOf(open).map(({ until }) => until));
  const wholeDays = rules.some(({ state, spans }) => state !== 'closed' && spans.length === 0);
  return wholeDays || open.some(({ from }) => from < latest) ? 0 : latest;
}

/** Lays the replacements over the rules. */
export function withOverlay(
  base: (day: number) => DayRuns,
  overlay: Overlay,
  breakMinute: number,
): (day: number) => DayRuns {
  return (day) => {
    const today = overlay(day);
    const yesterday = overlay(day - 1);
    if (!today && !yesterday) return base(day);
    const night = yesterday ? closing(yesterday, 0, breakMinute) : clipRuns(base(day), 0, breakMinute);
    const own = today
      ? closing(today, breakMinute, MINUTES_OF_DAY)
      : clipRuns(base(day), breakMinute, MINUTES_OF_DAY);
    let runs = [...night, ...own];
    if (yesterday && !(today && breakMinute === 0))
      for (const span of spillOf(yesterday.spans)) runs = layOpen(runs, span, yesterday.note);
    for (const { from, until } of today?.spans ?? [])
      runs = layOpen(runs, { from, until: Math.min(until, MINUTES_OF_DAY) }, today?.note);
    return joinRuns(runs);
  };
}

/** The span of a replaced day, closed: with its note, which is what there is to say. */
function closing({ spans, note }: Replacement, from: number, until: number): Run[] {
  if (from >= until || spans.length > 0 || note === undefined) return [];
  return [{ from, until, state: 'closed', comment: note }];
}

function layOpen(runs: readonly Run[], { from, until }: TimeSpan, note: string | undefined): Run[] {
  const open: Run = { from, until, state: 'open', ...(note === undefined ? {} : { comment: note }) };
  return [...clipRuns(runs, 0, from), open, ...clipRuns(runs, until, MINUTES_OF_DAY)].sort(
    (a, b) => a.from - b.from,
  );
}
