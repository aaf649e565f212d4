import { productHoursText, readProductHours } from '@halles/domain/catalogue';
import {
  formatRules,
  parseOpeningHours,
  type TimeSpan,
  weeklyRules,
  weekOfRules,
} from '@halles/domain/hours';

/** As much as the column takes, characters. */
const LONGEST = 1_000;

/** Hours of a week as people type them ("ma-sa 9h-12h, 14h-19h"), as `opening_hours` has them; undefined where they are none. Pure. */
export function readResourceHours(text: string): string | null | undefined {
  if (text.trim() === '') return null;
  const read = readProductHours(text);
  if (read === null) return undefined;
  const week: Record<number, TimeSpan[]> = {};
  for (const { days, from, until } of read)
    for (const day of days) week[day] = [...(week[day] ?? []), { from, until }];
  const hours = formatRules(weeklyRules(week));
  // What is typed briefly may be long as it is stored.
  return hours.length > LONGEST ? undefined : hours;
}

/** The same as it is typed; what no plain week says stays as it is. Pure. */
export function resourceHoursText(hours: string | null): string {
  if (hours === null) return '';
  const parsed = parseOpeningHours(hours, { timeZone: 'Europe/Paris', department: '' });
  const rules = 'schedule' in parsed ? parsed.schedule.modes.shop : undefined;
  const week = rules && 'rules' in rules ? weekOfRules(rules.rules) : null;
  if (week === null) return hours;
  const groups = new Map<string, number[]>();
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    const key = JSON.stringify(week[day] ?? []);
    groups.set(key, [...(groups.get(key) ?? []), day]);
  }
  return productHoursText(
    [...groups.values()].flatMap((days) =>
      (week[days[0] ?? 1] ?? []).map(({ from, until }) => ({ days, from, until })),
    ),
  );
}
