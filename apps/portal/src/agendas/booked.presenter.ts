import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import {
  bandWords,
  type Booking,
  type BookingFile,
  bookingTimeWords,
  type BookingState,
  cancellationWords,
  durationWords,
  isFarAhead,
  mayConfirmPresence,
  mayCustomerChange,
  mayReschedule,
  personsOf,
  referenceWords,
  timedParts,
  venueWords,
} from '@halles/domain/agendas';
import { timeWords, wallTime } from '@halles/domain/hours';
import { isTownService, type Listing } from '@halles/domain/listings';
import { MINUTE, phoneWords } from '@halles/kernel';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import { PERSON, personsWords } from '../agenda-offers';
import type { LinkView } from '../rendering/link.view';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { addressLine, mapHref, phoneHref } from '../wording/contact-words';
import { wordsFor } from '../wording/town-service-words';
import type { BookingBody, FactView } from './agendas.view';

/** How the state of a booking is coloured. */
const TONE: Readonly<Record<BookingState, 'open' | 'closed' | 'soon'>> = {
  pending: 'soon',
  confirmed: 'open',
  arrived: 'open',
  served: 'open',
  excused: 'closed',
  revoked: 'closed',
  'no-show': 'closed',
};

/** What was just done with a booking, for its page. */
export const BOOKING_DONE = [
  'moved',
  'cancelled',
  'expected',
  'earlier',
  'notEarlier',
  'series',
  'seriesPartly',
  'split',
] as const;
export type BookingDone = (typeof BOOKING_DONE)[number];

/** What the page of a booking shows beside it. */
export interface BookedState {
  readonly token: string;
  readonly problem?: FormProblem | null;
  readonly done?: BookingDone | null;
  readonly asksToCancel?: boolean;
  /** Those of its series that come after it, with what their links say. */
  readonly following?: readonly { readonly startsAt: Date; readonly token: string }[];
  /** What they sent with it. */
  readonly files?: readonly Pick<BookingFile, 'label'>[];
  /** Its shop asked to divide their party. */
  readonly mayBeSplit?: boolean;
}

/** The zone of whoever is booked. Pure. */
export const timeZoneOf = ({ schedule }: Listing, { settings }: PageScope): string =>
  schedule?.place.timeZone ?? settings.timeZone;

/** "10 h 30, Couleur", one for each service of several; of one, its name. Pure. */
const servicesOf = (booking: Booking, timeZone: string, locale: PageScope['locale']): string[] =>
  booking.parts === null
    ? [booking.serviceName]
    : timedParts(booking).map(
        ({ from, name }) => `${timeWords(wallTime(timeZone, from.getTime()).minute, locale)}, ${name}`,
      );

/** The dates of its series that come after it, each with its page. Pure. */
const seriesFacts = (listing: Listing, { following = [] }: BookedState, scope: PageScope): FactView[] =>
  following.map(({ startsAt, token }) => ({
    term: scope.texts.line('bookings.facts.following'),
    value: bookingTimeWords(startsAt, timeZoneOf(listing, scope), scope.locale),
    href: pathTo('booking', scope.locale, { token }),
  }));

function factsOf(booking: Booking, listing: Listing, scope: PageScope): FactView[] {
  const { texts, locale } = scope;
  const fact = (key: string, value: string, href?: string): FactView => ({
    term: texts.line(`bookings.facts.${key}`),
    value,
    ...(href === undefined ? {} : { href }),
  });
  const minutes = (booking.endsAt.getTime() - booking.startsAt.getTime()) / MINUTE;
  const price = bandWords(booking, locale);
  return [
    fact('time', bookingTimeWords(booking.startsAt, timeZoneOf(listing, scope), locale)),
    ...servicesOf(booking, timeZoneOf(listing, scope), locale).map((words) => fact('service', words)),
    ...personsOf(booking).map(({ name }) => fact('with', name)),
    fact('duration', durationWords(minutes, locale)),
    ...(booking.party > 1 ? [fact('party', String(booking.party))] : []),
    ...(price === null ? [] : [fact('price', price)]),
    fact('shop', listing.name, listingPath(locale, listing)),
    ...(booking.venue === 'shop'
      ? [fact('place', addressLine(listing.address, true))]
      : [fact('where', venueWords(booking.venue, '', locale))]),
    ...(booking.sessionPlace === null ? [] : [fact('room', booking.sessionPlace)]),
    ...(booking.address === null ? [] : [fact('address', booking.address)]),
    ...(listing.phone === null ? [] : [fact('phone', phoneWords(listing.phone), phoneHref(listing.phone))]),
    ...(booking.customer === null ? [] : [fact('name', booking.customer.name)]),
    ...(booking.guest === null ? [] : [fact('guest', booking.guest)]),
    ...(booking.note === null ? [] : [fact('note', booking.note)]),
    ...(booking.source === 'online'
      ? []
      : [fact('source', texts.line(`bookings.sources.${booking.source}`))]),
  ];
}

/** The way there and its time for a calendar, as long as somebody comes. Pure. */
function visitOf(
  { state, venue }: Booking,
  listing: Listing,
  token: string,
  { texts, locale }: PageScope,
): LinkView[] {
  if (!mayReschedule(state)) return [];
  const { position, name } = listing;
  return [
    { href: pathTo('booking.calendar', locale, { token }), label: texts.line('bookings.page.calendar') },
    ...(venue === 'shop' && position?.precision === 'address'
      ? [{ href: mapHref(position, name), label: texts.line('listing.itinerary') }]
      : []),
  ];
}

/** What is told once it is booked, as long as somebody is expected. Pure. */
function termsOf(
  { state, venue, serviceTerms }: Booking,
  { texts }: PageScope,
): Pick<BookingBody, 'video' | 'instructions'> {
  if (!mayReschedule(state) && state !== 'arrived') return {};
  return {
    ...(venue === 'video' && serviceTerms.videoUrl !== null
      ? { video: { href: serviceTerms.videoUrl, label: texts.line('bookings.page.video') } }
      : {}),
    ...(serviceTerms.instructions === null
      ? {}
      : {
          instructions: {
            heading: texts.line('bookings.page.instructions'),
            lines: serviceTerms.instructions.split('\n'),
          },
        }),
  };
}

/** Moving and cancelling, as long as its customer may; after that, whom they call. Pure. */
function changesOf(
  booking: Booking,
  listing: Listing,
  { token, asksToCancel = false, following = [], mayBeSplit = false }: BookedState,
  now: Date,
  { texts, locale }: PageScope,
): Pick<BookingBody, 'rule' | 'notes' | 'move' | 'split' | 'cancel' | 'call' | 'again'> {
  const address = pathTo('booking', locale, { token });
  if (!mayReschedule(booking.state))
    return {
      again: {
        href: pathTo('booking.services', locale, listingParams(listing)),
        label: texts.line('bookings.page.again'),
      },
    };
  const call =
    listing.phone === null
      ? {}
      : {
          call: {
            href: phoneHref(listing.phone),
            label: texts.line('bookings.page.call', { phone: phoneWords(listing.phone) }),
          },
        };
  if (!mayCustomerChange(booking, now)) return { rule: texts.line('bookings.page.over'), ...call };
  return {
    rule: cancellationWords(booking.cancellationNotice, locale, isTownService(listing)),
    notes: booking.serviceTerms.cancellationNote?.split('\n') ?? [],
    move: { href: pathTo('booking.move', locale, { token }), label: texts.line('bookings.page.move') },
    ...(mayBeSplit
      ? {
          split: {
            href: pathTo('booking.split', locale, { token }),
            label: texts.line('bookings.page.split'),
          },
        }
      : {}),
    cancel: {
      action: address,
      seen: String(booking.event),
      label: texts.line('bookings.page.cancel'),
      ...(asksToCancel
        ? {
            question: {
              text: texts.line('bookings.page.cancelSure'),
              yes: texts.line('bookings.page.cancelYes'),
              ...(following.length === 0
                ? {}
                : { all: texts.line('bookings.page.cancelAll', { count: following.length }) }),
              keep: { href: address, label: texts.line('bookings.page.keep') },
            },
          }
        : {}),
    },
  };
}

/** The button that says that they come, or that they said so. Pure. */
function presenceOf(
  booking: Booking,
  token: string,
  now: Date,
  { texts, locale }: PageScope,
): Pick<BookingBody, 'presence'> {
  if (!mayConfirmPresence(booking, now)) return {};
  return {
    presence:
      booking.presenceConfirmedAt === null
        ? {
            action: pathTo('booking.presence', locale, { token }),
            label: texts.line('bookings.page.presence.say'),
          }
        : { text: texts.line('bookings.page.presence.known') },
  };
}

/** The button that asks to be told of an earlier time, or ends it; only who left an address can be. Pure. */
function earlierOf(
  booking: Booking,
  token: string,
  now: Date,
  { texts, locale }: PageScope,
): Pick<BookingBody, 'earlier'> {
  const { customer, wantsEarlier } = booking;
  if (!wantsEarlier && (customer?.email == null || !isFarAhead(booking, now))) return {};
  if (!mayCustomerChange(booking, now)) return {};
  const key = wantsEarlier ? 'stop' : 'ask';
  return {
    earlier: {
      action: pathTo('booking.earlier', locale, { token }),
      wants: wantsEarlier ? 'no' : 'yes',
      label: texts.line(`bookings.page.earlier.${key}`),
      hint: texts.line('bookings.page.earlier.hint'),
    },
  };
}

/** The way to the same service with who received them, once they were there. Pure. */
function followOf(
  booking: Booking,
  listing: Listing,
  now: Date,
  scope: PageScope,
): Pick<BookingBody, 'follow'> {
  const [person] = personsOf(booking);
  const wasThere = ['confirmed', 'arrived', 'served'].includes(booking.state) && booking.startsAt <= now;
  if (!person || !wasThere || !booking.serviceTerms.isOffered) return {};
  const times = pathTo('booking.times', scope.locale, {
    ...listingParams(listing),
    service: booking.serviceId,
  });
  return {
    follow: {
      href: `${times}?${new URLSearchParams({ [PERSON]: person.id }).toString()}`,
      label: scope.texts.line('bookings.page.follow', { person: personsWords([person], scope) }),
    },
  };
}

/** The page of a booking, for whoever has its link. Pure. */
export const presentBooking =
  (booking: Booking, listing: Listing, state: BookedState, now: Date) =>
  (page: PageScope): PageModel & { readonly body: BookingBody } => {
    const scope = wordsFor(listing, page);
    const { texts } = scope;
    const heading = texts.line('bookings.page.heading', { listing: listing.name });
    const problem = problemWords(scope, state.problem ?? null);
    const lead = texts.line(`bookings.page.lead.${booking.state}`);
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('booking', { token: state.token }),
        noindex: true,
      },
      body: {
        heading,
        lead,
        trail: [{ href: listingPath(scope.locale, listing), label: listing.name }],
        ...(state.done == null || problem !== null
          ? {}
          : { done: texts.line(`bookings.page.done.${state.done}`) }),
        ...(problem === null ? {} : { problem }),
        state: { kind: TONE[booking.state], text: texts.line(`bookings.states.${booking.state}`) },
        reference: { label: texts.line('bookings.facts.reference'), code: referenceWords(booking.reference) },
        facts: [
          ...factsOf(booking, listing, scope),
          ...(state.files ?? []).map(({ label }) => ({
            ...{ term: texts.line('bookings.facts.file'), value: label },
          })),
          ...seriesFacts(listing, state, scope),
        ],
        ...termsOf(booking, scope),
        links: visitOf(booking, listing, state.token, scope),
        ...presenceOf(booking, state.token, now, scope),
        ...earlierOf(booking, state.token, now, scope),
        ...followOf(booking, listing, now, scope),
        ...changesOf(booking, listing, state, now, scope),
      },
    };
  };
