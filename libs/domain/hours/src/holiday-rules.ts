import { dayMatcher } from './day-match';
import { MINUTES_OF_DAY } from './day-states';
import { publicHolidays } from './public-holidays';
import { isUnreadable, type ModeHours, type Rule, type Schedule } from './schedule';

/** A rule of certain dates is compared with the public holidays of these years. */
const COMPARED_YEARS = Array.from({ length: 40 }, (_, at) => 2020 + at);

export const hasNight = ({ spans }: Rule): boolean => spans.some(({ until }) => until > MINUTES_OF_DAY);

/** The spans of an open rule; a closing one has none, or clears from one day break to the next. */
export function spansOf({ state, spans }: Rule): Rule['spans'] {
  if (state === 'closed') return [];
  return spans.length > 0 ? spans : [{ from: 0, until: MINUTES_OF_DAY }];
}

/** Whether a rule is one of weekdays and public holidays, whatever the date. */
const isDateless = ({ years, months, dates, weeks, onPublicHoliday }: Rule): boolean =>
  !(years ?? months ?? dates ?? weeks ?? onPublicHoliday);

/** Whether a rule says of all public holidays, among other days or not, when one is open. */
export const speaksOfHolidays = (rule: Rule): boolean =>
  isDateless(rule) &&
  rule.comment === undefined &&
  rule.state !== 'unknown' &&
  (rule.days ?? []).some(({ kind }) => kind === 'public-holiday');

/** Whether it speaks of nothing else. */
export const isHolidayRule = (rule: Rule): boolean =>
  isDateless(rule) &&
  rule.comment === undefined &&
  rule.days?.length === 1 &&
  rule.days[0]?.kind === 'public-holiday';

/** `Su,PH off` as `Su off; PH off`. A night would end otherwise, and a rule that joins another needs what it joins. */
function apart(rule: Rule, next: Rule | undefined): readonly Rule[] {
  const others = (rule.days ?? []).filter(({ kind }) => kind !== 'public-holiday');
  const isAlone = rule.join === 'override' && (next?.join ?? 'override') === 'override';
  if (!speaksOfHolidays(rule) || others.length === 0 || !isAlone || hasNight(rule)) return [rule];
  return [
    { ...rule, days: others },
    { ...rule, days: [{ kind: 'public-holiday' }] },
  ];
}

function isSilentOnHolidays(rule: Rule, department: string): boolean {
  const matches = dayMatcher(rule, department);
  return COMPARED_YEARS.every((year) => publicHolidays(department, year).every(({ day }) => !matches(day)));
}

/** Whether what is of public holidays may as well stand behind another rule as before it. */
function mayFollow(holidays: Rule, other: Rule, department: string): boolean {
  if (other.join !== 'override') return false;
  const bothClose = holidays.state === 'closed' && other.state === 'closed' && other.comment === undefined;
  return bothClose || (!hasNight(holidays) && !hasNight(other) && isSilentOnHolidays(other, department));
}

/**
 * Rules with the last of those of public holidays behind the others, as far as that says the same: `PH off; Su off` closes
 * the same days as `Su off; PH off`, and so does `Su,PH off`. Pure.
 */
export function withHolidaysLast(written: readonly Rule[], department: string): readonly Rule[] {
  const rules = written.flatMap((rule, at) => apart(rule, written[at + 1]));
  const at = rules.findLastIndex(isHolidayRule);
  const holidays = rules[at];
  if (at < 1 || holidays?.join !== 'override' || holidays.state === 'unknown') return written;
  const behind = rules.slice(at + 1);
  if (!behind.every((rule) => mayFollow(holidays, rule, department))) return written;
  return [...rules.slice(0, at), ...behind, holidays];
}

function usualRules(rules: readonly Rule[]): readonly Rule[] {
  return rules.flatMap(({ days, ...rule }) => {
    const others = days?.filter(({ kind }) => kind !== 'public-holiday');
    if (rule.onPublicHoliday || others?.length === 0) return [];
    return [{ ...rule, ...(others ? { days: others } : {}) }];
  });
}

/** Hours as they are if no day is a public holiday, whatever their rules say of these. Pure. */
export function withoutHolidays(schedule: Schedule): Schedule {
  const modes = Object.entries(schedule.modes).map(([mode, hours]: [string, ModeHours]) => [
    mode,
    isUnreadable(hours) ? hours : { rules: usualRules(hours.rules) },
  ]);
  return { ...schedule, publicHolidays: 'as-usual', modes: Object.fromEntries(modes) as Schedule['modes'] };
}
