import { pathsTo, pathTo } from '@halles/contracts';
import type { AgendaCalendar } from '@halles/domain/agendas';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { MerchantListing, MerchantPage } from '../../../merchant-space';
import type { LinkView } from '../../../rendering/link.view';
import type { PageScope } from '../../../rendering/page-scope';
import { bookingStateView, dayWords, spanWords } from '../day/booking-card.presenter';
import { eventRows } from './calendar-events.presenter';
import { type CalendarPlace, calendarView, isInCalendar } from './calendar.presenter';
import type { AgendaWeekBody } from './calendar.view';

/** What the address asks for besides the week. */
const addressOf = (own: string, day: number, person: string | null): string =>
  `${own}?jour=${isoOfDay(day)}${person === null ? '' : `&avec=${person}`}`;

/** The two ways to look at an agenda. Pure. */
export const viewsOf = (
  listing: number,
  day: string,
  current: 'day' | 'week',
  { texts, locale }: PageScope,
): (LinkView & { readonly isCurrent: boolean })[] =>
  (['day', 'week'] as const).map((kind) => ({
    href: `${pathTo(kind === 'day' ? 'merchant.agenda' : 'merchant.agendaWeek', locale, { listing })}?jour=${day}`,
    label: texts.line(`calendar.views.${kind}`),
    isCurrent: kind === current,
  }));

/** Each day of the week, as a list. Pure. */
function daysOf(calendar: AgendaCalendar, place: CalendarPlace, scope: PageScope): AgendaWeekBody['days'] {
  const { first, last, timeZone, listing, person } = place;
  const { texts, locale } = scope;
  const shown = calendar.bookings.filter(
    (booking) =>
      isInCalendar(booking) && (person === null || booking.resources.some(({ id }) => id === person)),
  );
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = first + index;
    const own = shown.filter(({ startsAt }) => wallTime(timeZone, startsAt.getTime()).day === day);
    return {
      day: dayWords(day, locale),
      href: `${pathTo('merchant.agenda', locale, { listing })}?jour=${isoOfDay(day)}`,
      bookings: own.map((booking) => ({
        href: pathTo('merchant.booking', locale, { listing, booking: booking.id }),
        text: [
          spanWords(booking, timeZone, locale),
          booking.guest ?? booking.customer?.name ?? texts.line('calendar.somebody'),
          booking.serviceName,
          ...booking.resources.map(({ name }) => name),
        ].join(' · '),
        ...(booking.state === 'confirmed' ? {} : { state: bookingStateView(booking.state, scope).text }),
      })),
      events: eventRows(calendar, day, person, place, scope),
    };
  });
}

/** A week of an agenda: of everybody, or of one of them. Pure. */
export const agendaWeekPage = (
  listing: MerchantListing,
  calendar: AgendaCalendar,
  place: Omit<CalendarPlace, 'page'>,
): MerchantPage => ({
  view: 'agendas/agenda-week',
  title: ({ texts }) => texts.line('agenda.heading'),
  paths: pathsTo('merchant.agendaWeek', { listing: listing.id }),
  listing,
  section: 'agenda',
  present: (scope): AgendaWeekBody => {
    const { texts, locale } = scope;
    const { first, last, person, timeZone, now } = place;
    const own = pathTo('merchant.agendaWeek', locale, { listing: listing.id });
    const today = wallTime(timeZone, now.getTime()).day;
    const isThis = today >= first && today <= last;
    const week = (day: number, key: string): LinkView => ({
      href: addressOf(own, day, person),
      label: texts.line(`calendar.week.${key}`),
    });
    const at = isoOfDay(isThis ? today : first);
    return {
      errors: [],
      week: texts.line('calendar.week.heading', {
        first: dayWords(first, locale),
        last: dayWords(last, locale),
      }),
      views: viewsOf(listing.id, at, 'week', scope),
      previous: week(first - 7, 'previous'),
      ...(isThis ? {} : { today: week(today, 'this') }),
      next: week(first + 7, 'next'),
      persons:
        calendar.resources.length < 2
          ? []
          : [
              {
                href: addressOf(own, first, null),
                label: texts.line('calendar.everybody'),
                isCurrent: person === null,
              },
              ...calendar.resources.map(({ id, name }) => ({
                href: addressOf(own, first, id),
                label: name,
                isCurrent: id === person,
              })),
            ],
      calendar: calendarView(calendar, { ...place, page: addressOf(own, first, person) }, scope),
      days: daysOf(calendar, { ...place, page: own }, scope),
      enter: {
        href: `${pathTo('merchant.newBooking', locale, { listing: listing.id })}?jour=${at}`,
        label: texts.line('agenda.new.heading'),
      },
    };
  },
});
