import { dayNumber, dayOfIso, isoOfDay } from './civil-date';
import { dayMatcher } from './day-match';
import { hasNight, isHolidayRule, spansOf, withHolidaysLast } from './holiday-rules';
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
 * @param department whose public holidays the rules may speak of
 */
export function liftReplacements(written: readonly Rule[], department: string): Lifted {
  const rules = inOrder(written, department);
  const plain: Lifted = { rules, publicHolidays: 'as-usual', exceptions: [], vacations: [] };
  const { rules: base, ...replacements } = split(rules);
  if (base.length === 0 || base.length === rules.length) return plain;
  const candidate = { ...emptySchedule(NOWHERE), ...replacements, modes: { shop: { rules: base } } };
  if (formatOpeningHours(candidate) === formatRules(rules)) return { rules: base, ...replacements };
  return rules === written ? plain : { ...plain, rules: written };
}

/** The rules in the order in which they can be taken apart, where that says the same: public holidays, then dated days. */
function inOrder(written: readonly Rule[], department: string): readonly Rule[] {
  const end = written.findLastIndex((rule) => !periodOf(rule)) + 1;
  const usual = withHolidaysLast(written.slice(0, end), department);
  const isMoved = usual.length !== end || usual.some((rule, at) => rule !== written[at]);
  return withDatedLast(isMoved ? [...usual, ...written.slice(end)] : written, department);
}

/** More days than these in one rule are no exception, and are not looked at one by one. */
const LONGEST_EXCEPTION = 400;

/** Whether rules say nothing of the days of another, nor of those around them where a night runs from one into the other. */
function areSilentOn(
  rules: readonly Rule[],
  rule: Rule,
  { from, last }: { readonly from: string; readonly last: number },
  department: string,
): boolean {
  const first = dayOfIso(from);
  if (last - first > LONGEST_EXCEPTION) return false;
  return rules.every((other) => {
    const matches = dayMatcher(other, department);
    for (let day = first - (hasNight(other) ? 1 : 0); day <= last + (hasNight(rule) ? 1 : 0); day += 1)
      if (matches(day)) return false;
    return true;
  });
}

/**
 * The rules with those of dates of one year behind the others, as far as it says the same: a day that was written before a
 * season is as much an exception as one behind it. What is of public holidays stays before them.
 */
function withDatedLast(rules: readonly Rule[], department: string): readonly Rule[] {
  const end = rules.findLastIndex((rule) => !periodOf(rule)) + 1;
  const moved: Rule[] = [];
  const staying: Rule[] = [];
  for (let at = end - 1; at > 0; at -= 1) {
    const rule = rules[at];
    if (!rule) continue;
    const next = rules[at + 1]?.join ?? 'override';
    const isAlone = rule.join === 'override' && rule.state !== 'unknown' && next === 'override';
    const period = isAlone ? periodOf(rule) : undefined;
    if (period && areSilentOn(staying, rule, period, department)) moved.unshift(rule);
    else staying.unshift(rule);
  }
  return moved.length === 0 ? rules : [...rules.slice(0, 1), ...staying, ...moved, ...rules.slice(end)];
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
