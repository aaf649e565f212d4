import { labelled, type Locale } from '@halles/kernel';
import type { IsoDate } from './civil-date';
import { COMING_DAYS, comingDays } from './coming-days';
import { isUnreadable, SERVICE_MODES, type Schedule, type ServiceMode } from './schedule';
import { recurringHours, weekLines } from './season-lines';
import { usualWeek } from './usual-week';
import { MODE_WORDS } from './words';

/** The schedule of one way of serving as if it were the shop's; null where it has no hours, or none that can be read. Pure. */
export function inMode(schedule: Schedule, mode: ServiceMode): Schedule | null {
  const hours = schedule.modes[mode];
  return hours && !isUnreadable(hours) ? { ...schedule, modes: { shop: hours } } : null;
}

/** The weeks of the ways of serving beside the shop, each behind its name: the days with dates are said once, of the shop. */
function otherLines(schedule: Schedule, today: IsoDate, locale: Locale): string[] {
  return SERVICE_MODES.filter((mode) => mode !== 'shop').flatMap((mode) => {
    const hours = schedule.modes[mode];
    if (!hours) return [];
    const only = inMode({ ...schedule, exceptions: [], vacations: [] }, mode);
    const lines = isUnreadable(hours) ? [hours.text] : only ? usualLines(only, today, locale) : [];
    return lines.map((line) => labelled(MODE_WORDS[mode][locale].title, line, locale));
  });
}

/** The usual week, its seasons and the nth weekdays of months. */
function usualLines(schedule: Schedule, today: IsoDate, locale: Locale): string[] {
  const week = usualWeek(schedule, today, 0, locale);
  const recurring = recurringHours(schedule, today, { locale, beside: 'usual-week' });
  return [
    ...weekLines(week?.days ?? [], locale),
    ...recurring.map(({ when, hours }) => labelled(when, hours, locale)),
  ];
}

/**
 * The hours in the shop in lines that a person reads: the usual week, its seasons and the nth
 * weekdays of months, then the special days to come, and the weeks of the other ways of serving. Hours that could not
 * be read are one line, as they were written; none where none are known. Pure.
 * @param today local date
 */
export function hoursLines(schedule: Schedule, today: IsoDate, locale: Locale): string[] {
  const others = otherLines(schedule, today, locale);
  const { shop } = schedule.modes;
  if (!shop) return others;
  if (isUnreadable(shop)) return [shop.text, ...others];
  const special = comingDays(schedule, today, COMING_DAYS, locale).flatMap(({ when, name, hours }) =>
    hours === null ? [] : [labelled(`${when}, ${name}`, hours, locale)],
  );
  return [...usualLines({ ...schedule, modes: { shop } }, today, locale), ...special, ...others];
}
