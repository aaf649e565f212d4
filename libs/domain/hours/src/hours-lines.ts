import { labelled, type Locale } from '@halles/kernel';
import type { IsoDate } from './civil-date';
import { COMING_DAYS, comingDays } from './coming-days';
import { isUnreadable, type Place, SERVICE_MODES, type Schedule, type ServiceMode } from './schedule';
import { scheduleOfTexts } from './schedule-of-texts';
import { recurringHours, weekLines } from './season-lines';
import { usualWeek } from './usual-week';
import { weekTable } from './week-table';
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

/** A Monday: what is kept every week is the same in each. */
const SOME_MONDAY = '2026-06-01';

/**
 * « Mardi 14 h – 16 h »: the weekdays that a text names, each with its hours, of what other days have none of. Empty where it
 * cannot be read. Pure.
 */
export function openDays(text: string, { timeZone }: Pick<Place, 'timeZone'>, locale: Locale): string[] {
  const schedule = scheduleOfTexts({ timeZone, department: '75' }, { shop: text });
  return weekTable(schedule, SOME_MONDAY, locale).days.flatMap(({ name, hours: [shop] }) =>
    shop && shop.spans.length > 0 ? [`${name} ${shop.text}`] : [],
  );
}
