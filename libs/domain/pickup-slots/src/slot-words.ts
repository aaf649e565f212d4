import {
  dateWords,
  type Interval,
  shortDayWords,
  timeWords,
  wallTime,
  weekdayWords,
} from '@halles/domain/hours';
import type { Locale } from '@halles/kernel';

/** "samedi 5 décembre, 10 h – 10 h 30" by the clock of the place. Pure. */
export function slotWords({ from, until }: Interval, timeZone: string, locale: Locale): string {
  const { day } = wallTime(timeZone, from);
  return `${weekdayWords(day, locale)} ${dateWords(day, locale)}, ${slotTimeWords({ from, until }, timeZone, locale)}`;
}

/** "10 h – 10 h 30". Pure. */
export function slotTimeWords({ from, until }: Interval, timeZone: string, locale: Locale): string {
  return [from, until].map((moment) => timeWords(wallTime(timeZone, moment).minute, locale)).join(' – ');
}

/** "sam. 5 déc., 10 h – 10 h 30": one of many in a list, which shows the chosen one without the day above it. Pure. */
export const slotChoiceWords = (slot: Interval, timeZone: string, locale: Locale): string =>
  `${shortDayWords(wallTime(timeZone, slot.from).day, locale)}, ${slotTimeWords(slot, timeZone, locale)}`;
