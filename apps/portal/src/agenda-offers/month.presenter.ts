import { isoOfDay, dateWords, monthWords, weekdayOf, weekdayNames, weekdayWords } from '@halles/domain/hours';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import { type BookingMonth, lastOfMonth, monthOf, WEEK } from './booking-offers.service';
import { monthOfIso, zoneWords } from './day-words';
import type { MonthDayView, MonthView } from './offers.view';
import { freeWords, viewsOf, type WeekLinks } from './week.presenter';

/** Up to so many free times are few, and some: said by a number, and by marks beside it. */
const LEVELS = [3, 10] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** 1: few, 2: some, 3: many. Pure. */
const levelOf = (free: number): number => LEVELS.filter((most) => free > most).length + 1;

/** A day of the month. Pure. */
function dayView(
  day: number,
  { month, days }: BookingMonth,
  links: Pick<WeekLinks, 'week'>,
  scope: PageScope,
): MonthDayView {
  const { locale } = scope;
  const shown = {
    number: String(day - month + 1),
    weekday: weekdayWords(day, locale),
    date: dateWords(day, locale),
  };
  const known = days.find((one) => one.day === day);
  // What is over, or too far away to be booked, has nothing to say.
  if (!known) return { ...shown, isOut: true };
  if (known.free === 0) return { ...shown, none: freeWords(known, scope), isClosed: !known.isOpen };
  const iso = isoOfDay(day);
  return {
    ...shown,
    href: `${links.week(iso)}#day-${iso}`,
    free: String(known.free),
    name: freeWords(known, scope),
    level: levelOf(known.free),
  };
}

/** How many free times each day of a month has: a table of weeks, each day of which leads to its times. Pure. */
export function presentMonth(
  shown: BookingMonth,
  links: Pick<WeekLinks, 'week' | 'month'>,
  scope: PageScope,
): MonthView {
  const { month, today, lastDay, days, next } = shown;
  const { texts, locale } = scope;
  const last = lastOfMonth(month);
  const monday = month - (weekdayOf(month) - 1);
  const weeks = Array.from({ length: Math.ceil((last - monday + 1) / WEEK) }, (_, index) =>
    Array.from({ length: WEEK }, (__, nth) => {
      const day = monday + index * WEEK + nth;
      return day < month || day > last ? null : dayView(day, shown, links, scope);
    }),
  );
  const link = (day: number, key: string): LinkView => ({
    href: links.month(monthOfIso(isoOfDay(monthOf(day)))),
    label: texts.line(`bookings.times.${key}`),
  });
  const zone = zoneWords(shown, scope);
  const isFree = days.some(({ free }) => free > 0);
  return {
    heading: monthWords(month, locale),
    views: viewsOf(shown, { first: Math.max(month, today), isMonth: true }, links, scope),
    weekdays: weekdayNames(WEEKDAYS, locale).map((name) => ({ name, short: name.slice(0, 3) })),
    weeks,
    ...(isFree ? {} : { none: texts.line(`bookings.times.${next ? 'noneThatMonth' : 'none'}`) }),
    ...(zone === null ? {} : { zone }),
    ...(month > today ? { earlier: link(month - 1, 'monthBefore') } : {}),
    ...(last < lastDay ? { later: link(last + 1, 'monthAfter') } : {}),
  };
}
