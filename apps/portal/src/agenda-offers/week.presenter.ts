import { bookingTimeWords } from '@halles/domain/agendas';
import { dateWords, isoOfDay, shortDayWords, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import { type BookingChoice, type BookingWeek, WEEK } from './booking-offers.service';
import { dayLabel, monthOfIso, zoneWords } from './day-words';
import type { DayTimesView, TimeView, ViewsView, WeekView } from './offers.view';

/** A day with more times than this shows them by parts of the day, of which the first is open. */
const FEW_TIMES = 12;
/** Minutes since midnight at which the parts of a day end. */
const PARTS = [
  ['morning', 12 * 60],
  ['afternoon', 18 * 60],
  ['evening', 24 * 60],
] as const;

/** Where a week leads, and its times: each to a page, or all to one form that holds what is chosen. */
export interface WeekLinks {
  readonly week: (first: string) => string;
  /** @param month as `YYYY-MM` */
  readonly month: (month: string) => string;
  readonly time: ((from: number) => string) | Required<WeekView>['choose'];
}

/** The links from a week to its month, and back. Pure. */
export function viewsOf(
  { today, next, place }: BookingChoice,
  { first, isMonth }: { readonly first: number; readonly isMonth: boolean },
  links: Pick<WeekLinks, 'week' | 'month'>,
  { texts }: Pick<PageScope, 'texts'>,
): ViewsView {
  // From a month that began already, its week is that of the first free time.
  const start = next ? wallTime(place.schedule.place.timeZone, next.from).day : today;
  const week = isMonth ? Math.max(first, start) : first;
  return {
    label: texts.line('bookings.times.views'),
    links: [
      { href: links.week(isoOfDay(week)), label: texts.line('bookings.times.viewWeek'), current: !isMonth },
      {
        href: links.month(monthOfIso(isoOfDay(first))),
        label: texts.line('bookings.times.viewMonth'),
        current: isMonth,
      },
    ],
  };
}

/** The times of a day, by its parts where there are many. Pure. */
function partsOf(
  times: readonly { readonly minute: number; readonly view: TimeView }[],
  { texts }: Pick<PageScope, 'texts'>,
): DayTimesView['parts'] {
  if (times.length === 0) return [];
  if (times.length <= FEW_TIMES) return [{ times: times.map(({ view }) => view) }];
  let after = -1;
  const parts = PARTS.flatMap(([key, until]) => {
    const own = times.filter(({ minute }) => minute > after && minute < until).map(({ view }) => view);
    after = until - 1;
    const label = texts.line(`bookings.times.parts.${key}`, { count: own.length });
    return own.length === 0 ? [] : [{ label, times: own }];
  });
  return parts.map((part, index) => ({ ...part, isOpen: index === 0 }));
}

/** How many times a day has, in words. Pure. */
export const freeWords = (
  { free, isOpen }: BookingChoice['days'][number],
  { texts }: Pick<PageScope, 'texts'>,
): string => {
  if (free === 0) return texts.line(`bookings.times.${isOpen ? 'dayFull' : 'dayClosed'}`);
  return texts.line('bookings.times.count', { count: free });
};

/** The days of a week with their times. Pure. */
function daysOf({ place, slots, days }: BookingWeek, links: WeekLinks, scope: PageScope): DayTimesView[] {
  const { locale } = scope;
  const { timeZone } = place.schedule.place;
  const byDay = new Map<number, { readonly minute: number; readonly view: TimeView }[]>();
  for (const { from } of slots) {
    const { day, minute } = wallTime(timeZone, from);
    const times = byDay.get(day) ?? [];
    byDay.set(day, times);
    const label = timeWords(minute, locale);
    const leads = typeof links.time === 'function' ? { href: links.time(from) } : { value: String(from) };
    times.push({ minute, view: { ...leads, label, name: `${dayLabel(day, scope)}, ${label}` } });
  }
  return days.map((one) => ({
    id: `day-${isoOfDay(one.day)}`,
    weekday: weekdayWords(one.day, locale),
    date: dateWords(one.day, locale),
    short: shortDayWords(one.day, locale),
    ...(one.free === 0 ? { none: freeWords(one, scope) } : { free: freeWords(one, scope) }),
    parts: partsOf(byDay.get(one.day) ?? [], scope),
  }));
}

/** The first free time of all, to be chosen at once. Pure. */
function firstTime(
  { next, place }: BookingWeek,
  links: WeekLinks,
  { texts, locale }: PageScope,
): Pick<WeekView, 'firstTime'> {
  if (next === null) return {};
  const words = bookingTimeWords(new Date(next.from), place.schedule.place.timeZone, locale);
  const label = texts.line('bookings.times.first', { time: words });
  const leads =
    typeof links.time === 'function' ? { href: links.time(next.from) } : { value: String(next.from) };
  return { firstTime: { ...leads, label, name: label } };
}

/** The free times of a week: days one under the other on a phone, beside one another on a wide screen. Pure. */
export function presentWeek(week: BookingWeek, links: WeekLinks, scope: PageScope): WeekView {
  const { place, first, slots, next, today, lastDay } = week;
  const { texts } = scope;
  const { timeZone } = place.schedule.place;
  const last = Math.min(first + WEEK - 1, lastDay);
  const link = (day: number, key: string): LinkView => ({
    href: links.week(isoOfDay(day)),
    label: texts.line(`bookings.times.${key}`),
  });
  const zone = zoneWords(week, scope);
  return {
    heading: texts.line('bookings.times.week', {
      from: dayLabel(first, scope),
      until: dayLabel(last, scope),
    }),
    views: viewsOf(week, { first, isMonth: false }, links, scope),
    ...firstTime(week, links, scope),
    days: slots.length === 0 ? [] : daysOf(week, links, scope),
    ...(typeof links.time === 'function' ? {} : { choose: links.time }),
    ...(slots.length === 0 ? { none: texts.line(`bookings.times.${next ? 'noneThen' : 'none'}`) } : {}),
    ...(slots.length === 0 && next
      ? {
          next: {
            href: links.week(isoOfDay(wallTime(timeZone, next.from).day)),
            label: texts.line('bookings.times.toFirst'),
          },
        }
      : {}),
    ...(zone === null ? {} : { zone }),
    ...(first > today ? { earlier: link(Math.max(today, first - WEEK), 'earlier') } : {}),
    ...(first + WEEK <= lastDay ? { later: link(first + WEEK, 'later') } : {}),
  };
}
