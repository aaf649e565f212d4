import { dayEvaluator } from './day-states';
import { dayMatcher, type DayMatcher } from './day-match';
import {
  type DaySelector,
  isUnreadable,
  type Place,
  SERVICE_MODES,
  type Rule,
  type Schedule,
  type ServiceMode,
} from './schedule';
import { HORIZON_DAYS, type Timeline } from './timeline';

/** Days that follow one another on which dated rules give a week of their own. */
export interface Season {
  /** Civil days, both included. */
  readonly first: number;
  readonly last: number;
  /** Whether it was under way before the days that were looked at. */
  readonly isUnderWay: boolean;
  /** Whether no end of it is in sight. */
  readonly isEndless: boolean;
  /** The week of each mode that is another in it: of any day of the right weekday, whatever the date. */
  readonly weeks: readonly { readonly mode: ServiceMode; readonly week: Timeline }[];
}

/** The rules of one mode, taken apart: which of its dated parts hold on a day, and the plain week that they make. */
interface WeekParts {
  readonly mode: ServiceMode;
  /** Whether some rule opens all the year round. */
  readonly hasBase: boolean;
  /** The dated parts that hold on a day, as a key; all days have the same one where there are none. */
  readonly keyOn: (day: number) => string;
  /** The week of a key. Public holidays and the nth weekdays of months are no part of it. */
  readonly weekOf: (key: string) => Timeline;
  /** The key of days on which no dated part holds. */
  readonly baseKey: string;
}

const EVERY_DAY: readonly DaySelector[] = [{ kind: 'weekdays', from: 1, until: 7 }];
const compiled = new WeakMap<Schedule, Partial<Record<ServiceMode, WeekParts | null>>>();

type Dates = Pick<Rule, 'years' | 'months' | 'dates' | 'weeks'>;
const datesOf = ({ years, months, dates, weeks }: Rule): Dates => ({
  ...(years && { years }),
  ...(months && { months }),
  ...(dates && { dates }),
  ...(weeks && { weeks }),
});

/** A rule as one of a plain week; null for one of public holidays or of nth weekdays alone. */
function weekly({ years, months, dates, weeks, onPublicHoliday, days, ...rule }: Rule): Rule | null {
  if (onPublicHoliday) return null;
  const plain = days?.filter(({ kind }) => kind === 'weekdays');
  if (plain) return plain.length === 0 ? null : { ...rule, days: plain };
  // Still of chosen days: without a selector it would be laid over the others instead of replacing them.
  return (years ?? months ?? dates ?? weeks) === undefined ? rule : { ...rule, days: EVERY_DAY };
}

/** A rule as one of a plain week, and the dated part that it belongs to: null for all the year. */
interface PartRule {
  readonly part: string | null;
  readonly week: Rule;
}

const timelineOfWeek = (rules: readonly Rule[], { timeZone, department }: Place): Timeline => ({
  zone: timeZone,
  overlay: undefined,
  runsOn: dayEvaluator(rules, department),
});

/** The plain week of rules as they are all the year: without dated parts, public holidays and nth weekdays. */
export const plainWeekOf = (rules: readonly Rule[], place: Place): Timeline =>
  timelineOfWeek(
    rules.flatMap((rule) => (Object.keys(datesOf(rule)).length > 0 ? [] : (weekly(rule) ?? []))),
    place,
  );

function partsOf({ place, modes }: Schedule, mode: ServiceMode): WeekParts | null {
  const hours = modes[mode];
  if (!hours || isUnreadable(hours)) return null;
  const matchers = new Map<string, DayMatcher>();
  const rules = hours.rules.flatMap((rule): PartRule[] => {
    const week = weekly(rule);
    if (!week) return [];
    const dates = datesOf(rule);
    if (Object.keys(dates).length === 0) return [{ part: null, week }];
    const part = JSON.stringify(dates);
    // All rules of a season are asked once.
    if (!matchers.has(part)) matchers.set(part, dayMatcher({ ...week, ...dates, days: EVERY_DAY }, ''));
    return [{ part, week }];
  });
  const names = [...matchers.keys()];
  const tests = [...matchers.values()];
  const weeks = new Map<string, Timeline>();
  const compile = (key: string): Timeline => {
    const own = rules.filter(({ part }) => part === null || key[names.indexOf(part)] === '1');
    return timelineOfWeek(
      own.map(({ week }) => week),
      place,
    );
  };
  return {
    mode,
    hasBase: names.length === 0 || rules.some(({ part, week }) => part === null && week.state !== 'closed'),
    baseKey: '0'.repeat(names.length),
    keyOn: (day) => tests.map((matches) => (matches(day) ? '1' : '0')).join(''),
    weekOf: (key) => {
      const week = weeks.get(key) ?? compile(key);
      weeks.set(key, week);
      return week;
    },
  };
}

/** The parts of a mode's rules, taken apart once a schedule; null where its hours are unknown or unreadable. */
export function weekPartsOf(schedule: Schedule, mode: ServiceMode): WeekParts | null {
  let modes = compiled.get(schedule);
  if (!modes) compiled.set(schedule, (modes = {}));
  let parts = modes[mode];
  if (parts === undefined) modes[mode] = parts = partsOf(schedule, mode);
  return parts;
}

/** What a season differs from: the usual week, or, where no rule holds all the year, a week without hours. */
export type Baseline = 'usual-week' | 'base';

/** The key of the usual week: the one of all the year, else, if need be, the one that holds on a day. */
export const baselineOf = ({ hasBase, baseKey, keyOn }: WeekParts, day: number, against: Baseline): string =>
  hasBase || against === 'base' ? baseKey : keyOn(day);

interface Compared {
  readonly parts: WeekParts;
  readonly usual: string;
}

/** What says which days are of one season: the keys of all modes that have several. */
const keyAt = (modes: readonly Compared[], day: number): string =>
  modes.map(({ parts }) => parts.keyOn(day)).join();

/** Any Monday: the weeks that are compared know no dates. */
const SOME_MONDAY = 4;
const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** Whether two keys make the same week. */
function isSameWeek({ weekOf }: WeekParts, one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [weekOf(one), weekOf(other)];
  return WEEK.every(
    (at) =>
      JSON.stringify(first.runsOn(SOME_MONDAY + at)) === JSON.stringify(second.runsOn(SOME_MONDAY + at)),
  );
}

/** The season of a stretch of days with the same keys; none where its weeks are the usual ones. */
function seasonOf(modes: readonly Compared[], stretch: Omit<Season, 'weeks'>): Season[] {
  const weeks = modes.flatMap(({ parts, usual }) => {
    const key = parts.keyOn(stretch.first);
    return isSameWeek(parts, key, usual) ? [] : [{ mode: parts.mode, week: parts.weekOf(key) }];
  });
  return weeks.length === 0 ? [] : [{ ...stretch, weeks }];
}

/** The seasons that begin within some days or are under way, in their order, each followed to its end. Pure. */
export function seasonsAhead(
  schedule: Schedule,
  from: number,
  days: number,
  against: Baseline = 'usual-week',
): Season[] {
  const modes = SERVICE_MODES.flatMap((mode): Compared[] => {
    const parts = weekPartsOf(schedule, mode);
    if (!parts || parts.baseKey === '') return [];
    return [{ parts, usual: baselineOf(parts, from, against) }];
  });
  // Nearly all businesses have none: they cost nothing more.
  if (modes.length === 0) return [];
  const seasons: Season[] = [];
  for (let first = from; first < from + days;) {
    const key = keyAt(modes, first);
    const horizon = first + HORIZON_DAYS;
    let next = first + 1;
    while (next < horizon && keyAt(modes, next) === key) next += 1;
    const isUnderWay = first === from && keyAt(modes, from - 1) === key;
    seasons.push(...seasonOf(modes, { first, last: next - 1, isUnderWay, isEndless: next >= horizon }));
    first = next;
  }
  return seasons;
}
