import { isDeepStrictEqual } from 'node:util';
import { dayNumber, daysInMonth } from './civil-date';
import { dayEvaluator, type DayRuns, MINUTES_OF_DAY, spillOf } from './day-states';
import type { Rule, TimeSpan } from './schedule';
import { formatRules } from './syntax-format';
import { weeklyRules, weekOfRules, type WeeklyHours } from './weekly';

/** A day of each year, whatever the year. */
export interface YearDay {
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** A part of each year with a week of its own, both days included; it may run over New Year. */
export interface HoursSeason {
  readonly from: YearDay;
  readonly until: YearDay;
  readonly week: WeeklyHours;
}

/** "Every first Monday": other spans on it, or none. */
export interface NthDay {
  /** ISO, 1 (Monday) to 7. */
  readonly weekday: number;
  /** 1 to 5; -1 is the last of the month. */
  readonly nth: number;
  /** Empty: closed. */
  readonly spans: readonly TimeSpan[];
}

/** The hours of one mode as a person fills them in. A later part comes before an earlier one. */
export interface EditableHours {
  readonly week: WeeklyHours;
  readonly seasons: readonly HoursSeason[];
  readonly days: readonly NthDay[];
}

type Selectors = Pick<Rule, 'dates' | 'days'>;

const spansOf = (week: WeeklyHours): readonly TimeSpan[] =>
  Object.values(week).flatMap((spans) => spans ?? []);

/** Up to which minute after midnight the longest night goes: a closed day is cleared from there on. */
const nightEnd = ({ week, seasons, days }: EditableHours): number =>
  Math.max(
    0,
    ...spillOf([
      ...spansOf(week),
      ...seasons.flatMap((season) => spansOf(season.week)),
      ...days.flatMap(({ spans }) => spans),
    ]).map(({ until }) => until),
  );

function cleared(selectors: Selectors, night: number): Rule {
  const spans = night === 0 ? [] : [{ from: night, until: night + MINUTES_OF_DAY }];
  return { join: 'override', ...selectors, spans, state: 'closed' };
}

/** The rules of these hours: a night belongs to the evening on which it began. Pure. */
export function rulesOfEditable(hours: EditableHours): Rule[] {
  const night = nightEnd(hours);
  const ofSeason = ({ from, until, week }: HoursSeason): Rule[] => {
    const dates = [{ from: { ...from }, until: { ...until } }];
    return [
      cleared({ dates }, night),
      ...weeklyRules(week).map((rule): Rule => ({ ...rule, dates, join: night === 0 ? 'override' : 'add' })),
    ];
  };
  const ofDay = ({ weekday, nth, spans }: NthDay): Rule[] => {
    const days = [{ kind: 'nth' as const, weekday, nth: [nth] }];
    if (spans.length === 0) return [cleared({ days }, night)];
    if (night === 0) return [{ join: 'override', days, spans, state: 'open' }];
    return [cleared({ days }, night), { join: 'add', days, spans, state: 'open' }];
  };
  return [...weeklyRules(hours.week), ...hours.seasons.flatMap(ofSeason), ...hours.days.flatMap(ofDay)];
}

/** Whether there is a day of the year on which they open. Pure. */
export const opensOnAnyDay = ({ week, seasons, days }: EditableHours): boolean =>
  [week, ...seasons.map((season) => season.week)].some((one) =>
    Object.values(one).some((spans) => (spans?.length ?? 0) > 0),
  ) || days.some(({ spans }) => spans.length > 0);

/**
 * Rules as an editor shows them, or null when they say more than it can: then their author's own text is edited. What is
 * shown and written again answers the same at every instant. Pure.
 */
export function editableOfRules(written: readonly Rule[]): EditableHours | null {
  const rules = written.map(withMonthsAsDates);
  const isPlain = ({ dates, days }: Rule): boolean => !dates && !days?.some(({ kind }) => kind === 'nth');
  const after = rules.findIndex((rule) => !isPlain(rule));
  const base = after === -1 ? rules : rules.slice(0, after);
  const week = weekOfRules(base);
  if (!week) return null;
  const seasons = new Map<string, ReadSeason>();
  const days = new Map<string, NthDay>();
  for (const rule of rules.slice(base.length)) {
    const isRead = rule.dates ? readSeason(rule, seasons) : readNth(rule, days);
    if (!isRead) return null;
  }
  const read = [...seasons.values()].map(({ season, isCleared, rules: own }) => ({
    ...season,
    // Days of which a season says nothing are as usual, unless it clears them first.
    week: weekOfRules(isCleared ? own : [...base, ...own]),
  }));
  if (read.some(({ week: own }) => own === null)) return null;
  const hours = { week, seasons: read as HoursSeason[], days: [...days.values()] };
  // What the editor writes must say what it was given: anything else stays its author's text.
  if (formatRules(rulesOfEditable(hours)) === formatRules(written)) return hours;
  const shown = base.length === 0 ? withUsualWeek(hours) : hours;
  return saySame(rulesOfEditable(shown), written) ? shown : null;
}

/** A year of seasons alone, the first of them as its usual week. */
function withUsualWeek(hours: EditableHours): EditableHours {
  const [usual, ...seasons] = hours.seasons;
  return usual ? { ...hours, week: usual.week, seasons } : hours;
}

/** A season as it is read of its rules. */
interface ReadSeason {
  readonly season: Omit<HoursSeason, 'week'>;
  /** Whether it begins by closing all of its days. */
  readonly isCleared: boolean;
  readonly rules: Rule[];
}

/** The last day of a month in some year: of a season that ends with February too. */
const lastDayOf = (month: number): number => daysInMonth(LEAP_YEAR, month);
const LEAP_YEAR = 2024;

/** `Jul-Aug` as `Jul 01-Aug 31`. */
function withMonthsAsDates(rule: Rule): Rule {
  const { months, ...others } = rule;
  const [range, another] = months ?? [];
  if (!range || another || rule.dates) return rule;
  const { from, until } = range;
  return {
    ...others,
    dates: [{ from: { month: from, day: 1 }, until: { month: until, day: lastDayOf(until) } }],
  };
}

/** After so many years every date has fallen on every weekday. */
const CYCLE_YEARS = 28;

/** Whether rules without public holidays open and close at the same instants. */
function saySame(one: readonly Rule[], other: readonly Rule[]): boolean {
  const [first, second] = [dayEvaluator(one, ''), dayEvaluator(other, '')];
  const known = new Map<DayRuns, Set<DayRuns>>();
  const end = dayNumber(LEAP_YEAR + CYCLE_YEARS, 1, 1);
  for (let day = dayNumber(LEAP_YEAR, 1, 1); day < end; day += 1) {
    const [runs, others] = [first(day), second(day)];
    const same = known.get(runs) ?? new Set();
    if (same.has(others)) continue;
    if (!isDeepStrictEqual(runs, others)) return false;
    known.set(runs, same.add(others));
  }
  return true;
}

function readSeason({ dates = [], ...rule }: Rule, seasons: Map<string, ReadSeason>): boolean {
  const [range, another] = dates;
  if (!range || another || !('month' in range.from) || !('month' in range.until)) return false;
  const { from, until } = range;
  if (from.year !== undefined || until.year !== undefined) return false;
  const key = JSON.stringify(range);
  const known = seasons.get(key);
  if (known) known.rules.push(rule);
  else {
    const isCleared = rule.state === 'closed' && rule.days === undefined;
    seasons.set(key, { season: { from, until }, isCleared, rules: isCleared ? [] : [rule] });
  }
  return true;
}

function readNth({ days = [], spans, state, dates }: Rule, known: Map<string, NthDay>): boolean {
  const [selector, another] = days;
  if (dates || another || selector?.kind !== 'nth') return false;
  const [nth, second] = selector.nth;
  if (nth === undefined || second !== undefined) return false;
  const { weekday } = selector;
  known.set(`${weekday} ${nth}`, { weekday, nth, spans: state === 'open' ? spans : [] });
  return true;
}
