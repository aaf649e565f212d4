import type { Locale } from '@halles/kernel';
import type { IsoDate } from './civil-date';
import { COMING_DAYS, comingDays } from './coming-days';
import { isUnreadable, type Schedule } from './schedule';
import { type UsualDay, usualWeek } from './usual-week';

/** Weeks that are looked at to tell what is usual. */
const WEEKS = 4;

/** « Lundi à vendredi : 9 h – 18 h »: days that follow one another with the same hours are one line. */
function weekLines(days: readonly UsualDay[], locale: Locale): string[] {
  const runs: { readonly first: UsualDay; last: UsualDay }[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.last.text === day.text) run.last = day;
    else runs.push({ first: day, last: day });
  }
  const [until, colon] = locale === 'fr' ? [' à ', '\u00a0: '] : [' to ', ': '];
  return runs.map(({ first, last }) => {
    const name = (day: UsualDay): string =>
      locale === 'fr' && day !== first ? day.name.toLowerCase() : day.name;
    const names = first === last ? first.name : first.name + until + name(last);
    return names + colon + first.text;
  });
}

/**
 * The hours in the shop in lines that a person reads: the usual week, then the special days to come. Hours that could not
 * be read are one line, as they were written; none where none are known. Pure.
 * @param today local date
 */
export function hoursLines(schedule: Schedule, today: IsoDate, locale: Locale): string[] {
  const { shop } = schedule.modes;
  if (!shop) return [];
  if (isUnreadable(shop)) return [shop.text];
  const week = usualWeek(schedule, today, WEEKS, locale);
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  const special = comingDays(schedule, today, COMING_DAYS, locale).flatMap(({ when, name, hours }) =>
    hours === null ? [] : [`${when}, ${name}${colon}${hours}`],
  );
  return [...weekLines(week?.days ?? [], locale), ...special];
}
