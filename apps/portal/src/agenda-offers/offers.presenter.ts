import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import { bandWords, bookingTimeWords, durationWords } from '@halles/domain/agendas';
import { dateWords, isoOfDay, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import type { AppointmentsView, OfferedServiceView, ServicesBody, TimesBody, WeekView } from './offers.view';
import { FIRST, HOLD, PARTY } from './address-names';
import { type AgendaOffer, type BookingWeek, type OfferedService, WEEK } from './booking-offers.service';

/** "30 min · 28 €". Pure. */
export const serviceFacts = (
  service: OfferedService['service'],
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string =>
  [
    durationWords(service.duration, locale),
    bandWords(service, locale),
    service.partyMax > 1 ? texts.line('bookings.partyUpTo', { count: service.partyMax }) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');

function serviceView(
  { service, next }: OfferedService,
  { listing, schedule }: AgendaOffer['place'],
  scope: PageScope,
): OfferedServiceView {
  const { texts, locale } = scope;
  const { timeZone } = schedule.place;
  return {
    href: pathTo('booking.times', locale, { ...listingParams(listing), service: service.id }),
    label: service.name,
    ...(service.description === null ? {} : { description: service.description }),
    facts: serviceFacts(service, scope),
    next:
      next == null
        ? texts.line(next === null ? 'bookings.noneFree' : 'bookings.seeTimes')
        : texts.line('bookings.next', { time: bookingTimeWords(new Date(next.from), timeZone, locale) }),
  };
}

/** What the page of a listing says of its appointments. Pure. */
export function presentAppointments(
  offer: AgendaOffer | null,
  scope: PageScope,
): { readonly appointments?: AppointmentsView } {
  if (offer === null) return {};
  const { place, services, hasMore } = offer;
  return {
    appointments: {
      services: services.map((one) => serviceView(one, place, scope)),
      ...(hasMore
        ? {
            all: {
              href: pathTo('booking.services', scope.locale, listingParams(place.listing)),
              label: scope.texts.line('bookings.all'),
            },
          }
        : {}),
    },
  };
}

const listingCrumb = ({ listing }: AgendaOffer['place'], { locale }: PageScope): LinkView => ({
  href: listingPath(locale, listing),
  label: listing.name,
});

/** The page of all that can be booked at a place. Pure. */
export const presentServices =
  ({ place, services }: AgendaOffer) =>
  (scope: PageScope): PageModel & { readonly body: ServicesBody } => {
    const { texts } = scope;
    const heading = texts.line('bookings.services.heading', { listing: place.listing.name });
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('booking.services', listingParams(place.listing)),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line('bookings.services.lead'),
        trail: [listingCrumb(place, scope)],
        services: services.map((one) => serviceView(one, place, scope)),
        ...(services.length === 0 ? { none: texts.line('bookings.services.none') } : {}),
      },
    };
  };

/** "lundi 7 décembre". Pure. */
const dayLabel = (day: number, { locale }: Pick<PageScope, 'locale'>): string =>
  `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;

/** Where a week leads, and its times: each to a page, or all to one form that holds what is chosen. */
export interface WeekLinks {
  readonly week: (first: string) => string;
  readonly time: ((from: number) => string) | Required<WeekView>['choose'];
}

/** The free times of a week as a list of days: read from top to bottom, by keyboard and on the smallest screen. Pure. */
export function presentWeek(
  { place, first, slots, next, today, lastDay }: BookingWeek,
  links: WeekLinks,
  scope: PageScope,
): WeekView {
  const { texts, locale } = scope;
  const { timeZone } = place.schedule.place;
  const days = new Map<number, WeekView['days'][number]['times'][number][]>();
  for (const { from } of slots) {
    const { day, minute } = wallTime(timeZone, from);
    const times = days.get(day) ?? [];
    days.set(day, times);
    const label = timeWords(minute, locale);
    const leads = typeof links.time === 'function' ? { href: links.time(from) } : { value: String(from) };
    times.push({ ...leads, label, name: `${dayLabel(day, { locale })}, ${label}` });
  }
  const last = Math.min(first + WEEK - 1, lastDay);
  const link = (day: number, key: string): LinkView => ({
    href: links.week(isoOfDay(day)),
    label: texts.line(`bookings.times.${key}`),
  });
  return {
    heading: texts.line('bookings.times.week', {
      from: dayLabel(first, scope),
      until: dayLabel(last, scope),
    }),
    days: [...days].map(([day, times]) => ({
      id: `day-${isoOfDay(day)}`,
      label: dayLabel(day, scope),
      times,
    })),
    ...(typeof links.time === 'function' ? {} : { choose: links.time }),
    ...(slots.length === 0 ? { none: texts.line(`bookings.times.${next ? 'noneThen' : 'none'}`) } : {}),
    ...(slots.length === 0 && next
      ? {
          next: {
            href: links.week(isoOfDay(wallTime(timeZone, next.from).day)),
            label: texts.line('bookings.next', {
              time: bookingTimeWords(new Date(next.from), timeZone, locale),
            }),
          },
        }
      : {}),
    ...(first > today ? { earlier: link(Math.max(today, first - WEEK), 'earlier') } : {}),
    ...(first + WEEK <= lastDay ? { later: link(first + WEEK, 'later') } : {}),
  };
}

/** How many come, where it may be more than one. Pure. */
function partyPart(
  { place, service, party, first }: BookingWeek,
  { texts, locale }: PageScope,
): Pick<TimesBody, 'party'> {
  const { partyMin, partyMax } = service;
  if (partyMin === partyMax) return {};
  const numbers = Array.from({ length: partyMax - partyMin + 1 }, (_, index) => String(partyMin + index));
  return {
    party: {
      action: pathTo('booking.times', locale, { ...listingParams(place.listing), service: service.id }),
      week: isoOfDay(first),
      field: {
        ...{ id: PARTY, label: texts.line('bookings.times.party'), isSelect: true },
        options: numbers.map((value) => ({
          ...{ id: `${PARTY}-${value}`, name: PARTY, value, label: value },
          checked: value === String(party),
        })),
      },
    },
  };
}

/** Of the page of free times: what its visitor holds already, and why what they chose cannot be had. */
export interface TimesState {
  readonly hold: string | null;
  readonly problem?: FormProblem | null;
}

/** The free times of a service. Pure. */
export const presentTimes =
  (week: BookingWeek, { hold, problem = null }: TimesState) =>
  (scope: PageScope): PageModel & { readonly body: TimesBody } => {
    const { place, service, party } = week;
    const { texts, locale } = scope;
    const address = { ...listingParams(place.listing), service: service.id };
    const heading = texts.line('bookings.times.heading', { service: service.name });
    const problemText = problemWords(scope, problem);
    const query = (more: Readonly<Record<string, string>>): string =>
      new URLSearchParams({
        ...more,
        ...(hold === null ? {} : { [HOLD]: hold }),
        [PARTY]: String(party),
      }).toString();
    return {
      head: {
        page: null,
        title: `${heading} · ${place.listing.name}`,
        description: heading,
        paths: pathsTo('booking.times', address),
        noindex: true,
      },
      body: {
        heading,
        lead: [place.listing.name, serviceFacts(service, scope)].join(' · '),
        trail: [listingCrumb(place, scope)],
        ...(service.description === null ? {} : { description: service.description }),
        ...(problemText === null ? {} : { problem: problemText }),
        ...partyPart(week, scope),
        week: presentWeek(
          week,
          {
            week: (first) => `${pathTo('booking.times', locale, address)}?${query({ [FIRST]: first })}`,
            time: {
              action: pathTo('booking.times', locale, address),
              hidden: [
                { name: PARTY, value: String(party) },
                ...(hold === null ? [] : [{ name: HOLD, value: hold }]),
              ],
            },
          },
          scope,
        ),
      },
    };
  };
