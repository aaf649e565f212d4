import type { Locale } from '@halles/kernel';
import type { IsoDate } from './civil-date';
import { COMING_DAYS, comingDays } from './coming-days';
import { isUnreadable, type Schedule } from './schedule';
import { recurringHours, weekLines } from './season-lines';
import { usualWeek } from './usual-week';

/**
 * The hours in the shop in lines that a person reads: the usual week, its seasons and the nth
 * weekdays of months, then the special days to come. Hours that could not
 * be read are one line, as they were written; none where none are known. Pure.
 * @param today local date
 */
export function hoursLines(schedule: Schedule, today: IsoDate, locale: Locale): string[] {
  const { shop } = schedule.modes;
  if (!shop) return [];
  if (isUnreadable(shop)) return [shop.text];
  const week = usualWeek(schedule, today, 0, locale);
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  const special = comingDays(schedule, today, COMING_DAYS, locale).flatMap(({ when, name, hours }) =>
    hours === null ? [] : [`${when}, ${name}${colon}${hours}`],
  );
  const recurring = recurringHours({ ...schedule, modes: { shop } }, today, {
    locale,
    beside: 'usual-week',
  }).map(({ when, hours }) => when + colon + hours);
  return [...weekLines(week?.days ?? [], locale), ...recurring, ...special];
}
