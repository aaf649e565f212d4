import { pathTo } from '@halles/contracts';
import type { AgendaCalendar, Booking } from '@halles/domain/agendas';
import { isoOfDay } from '@halles/domain/hours';
import type { PageScope } from '../../../rendering/page-scope';
import type { AgendaDayBody } from '../day/agenda-day.view';
import type { BookingCardView } from '../day/booking-card.view';
import { arrivalsOf } from './arrivals';
import { eventRows } from './calendar-events.presenter';
import { calendarView } from './calendar.presenter';
import { viewsOf } from './week.presenter';

/** What of the page of a day its calendar is made of. */
export interface CalendarDay {
  readonly calendar: AgendaCalendar;
  readonly asked: { readonly today: number };
  readonly timeZone: string;
  readonly now: Date;
  /** Whether who reads it runs the agenda. */
  readonly runs: boolean;
}

/** The calendar of a day, who comes now where it is today, and where it is printed. Pure. */
export function dayCalendar(
  { calendar, asked, timeZone, now, runs }: CalendarDay,
  {
    listing,
    day,
    card,
  }: {
    readonly listing: number;
    readonly day: number;
    readonly card: (booking: Booking) => BookingCardView;
  },
  scope: PageScope,
): Pick<AgendaDayBody, 'views' | 'calendar' | 'events' | 'arrivals' | 'sheet'> {
  const { texts, locale } = scope;
  const iso = isoOfDay(day);
  const page = `${pathTo('merchant.agenda', locale, { listing })}?jour=${iso}`;
  const arrivals = arrivalsOf(day === asked.today ? calendar.bookings : [], now);
  return {
    arrivals: (['waiting', 'late', 'next'] as const)
      .map((kind) => ({
        label: texts.line(`calendar.arrivals.${kind}`),
        bookings: arrivals[kind].map(card),
      }))
      .filter(({ bookings }) => bookings.length > 0),
    views: viewsOf(listing, iso, 'day', scope),
    calendar: calendarView(
      calendar,
      { ...{ listing, timeZone, now, page, runs }, first: day, last: day, person: null },
      scope,
    ),
    events: eventRows(calendar, day, null, { listing, timeZone, now }, scope),
    sheet: {
      href: `${pathTo('merchant.agendaSheet', locale, { listing })}?jour=${iso}`,
      label: texts.line('calendar.sheet.link'),
    },
  };
}
