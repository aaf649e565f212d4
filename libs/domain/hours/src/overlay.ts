import { dayOfIso } from './civil-date';
import { clipRuns, joinRuns, MINUTES_OF_DAY, spillOf, type DayRuns, type Run } from './day-states';
import { holidayCalendar } from './public-holidays';
import type { Rule, Schedule, ServiceMode, TimeSpan } from './schedule';

/** What a schedule puts in the place of the rules on one day. */
export interface Replacement {
  readonly kind: 'exception' | 'vacation' | 'public-holiday';
  readonly spans: readonly TimeSpan[];
  readonly note?: string;
  /** It counts from midnight to midnight. */
  readonly cutsNights?: true;
}

export type Overlay = (day: number) => Replacement | undefined;

/** A replacement of the days from `first` to `last`, both included. */
export interface DatedReplacement extends Replacement {
  readonly first: number;
  readonly last: number;
}

/** The exceptions, vacations and public holidays of one mode; undefined when it has none. */
export function overlayOf(schedule: Schedule, mode: ServiceMode): Overlay | undefined {
  const dated = datedReplacements(schedule, mode);
  const { publicHolidays, place } = schedule;
  if (publicHolidays === 'as-usual') {
    if (dated.length === 0) return undefined;
    return (day) => dated.find(({ first, last }) => day >= first && day <= last);
  }
  const calendar = holidayCalendar(place.department);
  const holiday: Replacement = { kind: 'public-holiday', spans: publicHolidays };
  return (day) =>
    dated.find(({ first, last }) => day >= first && day <= last) ??
    (calendar(day) === undefined ? undefined : holiday);
}

/** Exceptions and vacations of one mode in the order of time, cut so that each day has one at most. */
export function datedReplacements(schedule: Schedule, mode: ServiceMode): DatedReplacement[] {
  const concerns = ({ modes }: { readonly modes?: readonly ServiceMode[] }): boolean =>
    modes === undefined || modes.includes(mode);
  const byRank = [
    ...schedule.exceptions
      .filter(concerns)
      .map(({ from, until, spans, note, cutsNights }): DatedReplacement => ({
        kind: 'exception',
        spans,
        first: dayOfIso(from),
        last: dayOfIso(until),
        ...(note === undefined ? {} : { note }),
        ...(cutsNights === undefined ? {} : { cutsNights }),
      }))
      .reverse(),
    ...schedule.vacations.filter(concerns).map(({ from, returns }): DatedReplacement => ({
      kind: 'vacation',
      spans: [],
      first: dayOfIso(from),
      last: dayOfIso(returns) - 1,
    })),
  ];
  const effective: DatedReplacement[] = [];
  for (const replacement of byRank) effective.push(...without(replacement, effective));
  return effective.sort((a, b) => a.first - b.first);
}

/** The parts of a replacement on days that no other has taken. */
function without(replacement: DatedReplacement, taken: readonly DatedReplacement[]): DatedReplacement[] {
  let parts = [replacement];
  for (const { first, last } of taken)
    parts = parts.flatMap((part) =>
      [
        { ...part, last: Math.min(part.last, first - 1) },
        { ...part, first: Math.max(part.first, last + 1) },
      ].filter((rest) => rest.first <= rest.last),
    );
  return parts.filter(({ first, last }) => first <= last);
}

/**
 * At which minute after midnight one business day gives way to the next: when the last night owl has gone. A closure on
 * the 24th then leaves the night of the 23rd alone and takes that of the 24th. 0 when someone opens earlier than that.
 */
export function dayBreak(rules: readonly Rule[], schedule: Schedule, mode: ServiceMode): number {
  const replaced = [
    ...datedReplacements(withNights(schedule), mode).flatMap(({ spans }) => spans),
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

/** Without what counts from midnight to midnight. */
const withNights = (schedule: Schedule): Schedule =>
  schedule.exceptions.some(({ cutsNights }) => cutsNights)
    ? { ...schedule, exceptions: schedule.exceptions.filter(({ cutsNights }) => !cutsNights) }
    : schedule;

/** The rules with all that replaces them laid over: by nights, and over that what counts from midnight to midnight. */
export function replacedRuns(
  base: (day: number) => DayRuns,
  rules: readonly Rule[],
  schedule: Schedule,
  mode: ServiceMode,
): (day: number) => DayRuns {
  const nights = withNights(schedule);
  const overlay = overlayOf(nights, mode);
  const own = overlay ? withOverlay(base, overlay, dayBreak(rules, nights, mode)) : base;
  if (nights === schedule) return own;
  const cuts = datedReplacements(schedule, mode).filter(({ cutsNights }) => cutsNights);
  return (day) => {
    const cut = cuts.find(({ first, last }) => day >= first && day <= last);
    return cut ? replacedDay(cut) : own(day);
  };
}

/** A day of which nothing is left but what replaces it. */
const replacedDay = (replacement: Replacement): DayRuns =>
  replacement.spans.reduce<readonly Run[]>(
    (runs, span) => layOpen(runs, span, replacement.note),
    closing(replacement, 0, MINUTES_OF_DAY),
  );

/** Lays the replacements over the rules. */
function withOverlay(
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
    // Without a day break another dated day begins at midnight, and ends the night before.
    const isDated = today !== undefined && today.kind !== 'public-holiday';
    const isCutOff = breakMinute === 0 && isDated && today !== yesterday;
    if (yesterday && !isCutOff)
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
