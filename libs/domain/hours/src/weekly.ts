import { MINUTES_OF_DAY } from './day-states';
import type { DaySelector, Rule, TimeSpan } from './schedule';

/** The spans of each weekday, 1 (Monday) to 7; a day that is absent is closed. */
export type WeeklyHours = Readonly<Partial<Record<number, readonly TimeSpan[]>>>;

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The rules of a plain week, as a merchant fills it in: nights that run over midnight are never cut by the next day. */
export function weeklyRules(week: WeeklyHours): Rule[] {
  const groups = new Map<string, { days: number[]; spans: readonly TimeSpan[] }>();
  for (const day of WEEK) {
    const spans = [...(week[day] ?? [])].sort((a, b) => a.from - b.from);
    if (spans.length === 0) continue;
    const key = JSON.stringify(spans);
    const group = groups.get(key);
    if (group) group.days.push(day);
    else groups.set(key, { days: [day], spans });
  }
  const overMidnight = Object.values(week).some((spans) =>
    spans?.some(({ until }) => until > MINUTES_OF_DAY),
  );
  return [...groups.values()].map(({ days, spans }, index) => ({
    join: index > 0 && overMidnight ? 'add' : 'override',
    days: consecutive(days),
    spans,
    state: 'open',
  }));
}

/** 1,2,3,5 → Mo-We,Fr. */
function consecutive(days: readonly number[]): DaySelector[] {
  const ranges: { kind: 'weekdays'; from: number; until: number }[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last?.until === day - 1) last.until = day;
    else ranges.push({ kind: 'weekdays', from: day, until: day });
  }
  return ranges;
}

/**
 * The plain week that a list of rules amounts to, to be shown in an editor, or null when they say more than that
 * (months, comments, every first Monday…). A night that a later day would cut at midnight is given whole.
 */
export function weekOfRules(rules: readonly Rule[]): WeeklyHours | null {
  const week: Record<number, readonly TimeSpan[]> = {};
  for (const rule of rules) {
    const days = plainDays(rule);
    if (!days) return null;
    const spans = rule.spans.length > 0 ? rule.spans : [{ from: 0, until: MINUTES_OF_DAY }];
    for (const day of days) {
      if (rule.state === 'closed') week[day] = [];
      else week[day] = rule.join === 'add' ? [...(week[day] ?? []), ...spans] : spans;
    }
  }
  return week;
}

function plainDays(rule: Rule): number[] | null {
  const says = rule.years ?? rule.months ?? rule.dates ?? rule.weeks ?? rule.onPublicHoliday ?? rule.comment;
  const isPartlyClosed = rule.state === 'closed' && rule.spans.length > 0;
  if (says !== undefined || rule.join === 'fallback' || rule.state === 'unknown' || isPartlyClosed)
    return null;
  if (!rule.days) return rule.join === 'override' ? WEEK : null;
  const days: number[] = [];
  for (const selector of rule.days) {
    if (selector.kind !== 'weekdays') return null;
    for (let day = selector.from; ; day = (day % 7) + 1) {
      days.push(day);
      if (day === selector.until) break;
    }
  }
  return days;
}
