import { dayNumber, isoOfDay } from './civil-date';
import { MINUTES_OF_DAY } from './day-states';
import {
  emptySchedule,
  type DateMark,
  type DatedException,
  type Rule,
  type Schedule,
  type Vacation,
} from './schedule';
import { formatOpeningHours, formatRules, VACATION_COMMENT } from './syntax-format';

type Lifted = Pick<Schedule, 'publicHolidays' | 'exceptions' | 'vacations'> & {
  readonly rules: readonly Rule[];
};

/** Any place will do: the text does not depend on it. */
const NOWHERE = { timeZone: 'UTC', department: '75' };

/**
 * Takes the public holidays, vacations and dated exceptions out of the end of a list of rules, where a merchant can
 * edit them; only when writing them back gives the very same text, so that nothing changes its meaning.
 */
export function liftReplacements(rules: readonly Rule[]): Lifted {
  const plain: Lifted = { rules, publicHolidays: 'as-usual', exceptions: [], vacations: [] };
  const { rules: base, ...replacements } = split(rules);
  if (base.length === 0 || base.length === rules.length) return plain;
  const candidate = { ...emptySchedule(NOWHERE), ...replacements, modes: { shop: { rules: base } } };
  return formatOpeningHours(candidate) === formatRules(rules) ? { rules: base, ...replacements } : plain;
}

/** The closures and dated hours at the end of a list of rules, whatever they do to the nights around them. */
export function split(rules: readonly Rule[]): Lifted {
  const exceptions: DatedException[] = [];
  const vacations: Vacation[] = [];
  let publicHolidays: Schedule['publicHolidays'] = 'as-usual';
  let end = rules.length;
  for (let group = lastGroup(rules, end); group; group = lastGroup(rules, end)) {
    const { rule } = group;
    const period = periodOf(rule);
    if (period && isVacation(rule))
      vacations.unshift({ from: period.from, returns: isoOfDay(period.last + 1) });
    else if (period)
      exceptions.unshift({
        from: period.from,
        until: isoOfDay(period.last),
        spans: spansOf(rule),
        ...(rule.comment === undefined ? {} : { note: rule.comment }),
      });
    else if (isHolidayRule(rule)) publicHolidays = spansOf(rule);
    else break;
    end -= group.size;
    // Holidays come first: what stands before them belongs to the rules.
    if (!period) break;
  }
  return { rules: rules.slice(0, end), publicHolidays, exceptions, vacations };
}

/** The last rule, or the pair "clear the day, then add to it". */
function lastGroup(rules: readonly Rule[], end: number): { rule: Rule; size: number } | undefined {
  const rule = rules[end - 1];
  if (!rule || rule.state === 'unknown') return undefined;
  if (rule.join === 'override') return { rule, size: 1 };
  return rule.join === 'add' && rules[end - 2]?.state === 'closed' ? { rule, size: 2 } : undefined;
}

/** The spans of an open rule; a closing one has none, or clears from one day break to the next. */
function spansOf({ state, spans }: Rule): Rule['spans'] {
  if (state === 'closed') return [];
  return spans.length > 0 ? spans : [{ from: 0, until: MINUTES_OF_DAY }];
}

function periodOf(rule: Rule): { from: string; last: number } | undefined {
  const [range, ...others] = rule.dates ?? [];
  if (!range || others.length > 0 || rule.years || rule.weeks || rule.days || rule.onPublicHoliday)
    return undefined;
  const first = dayOf(range.from);
  const last = dayOf(range.until);
  return first === undefined || last === undefined ? undefined : { from: isoOfDay(first), last };
}

function dayOf(mark: DateMark): number | undefined {
  if ('easter' in mark || mark.year === undefined) return undefined;
  return dayNumber(mark.year, mark.month, mark.day);
}

function isVacation({ state, comment }: Rule): boolean {
  return state === 'closed' && comment === VACATION_COMMENT;
}

function isHolidayRule(rule: Rule): boolean {
  const [day, ...others] = rule.days ?? [];
  const only = !rule.years && !rule.months && !rule.dates && !rule.weeks && !rule.onPublicHoliday;
  return only && others.length === 0 && day?.kind === 'public-holiday' && rule.comment === undefined;
}
