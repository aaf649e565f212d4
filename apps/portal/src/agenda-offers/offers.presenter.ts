import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import { bandWords, bookingTimeWords, durationsOf, durationWords } from '@halles/domain/agendas';
import { isoOfDay, shortDayWords, wallTime } from '@halles/domain/hours';
import { priceWords } from '@halles/kernel';
import { type FieldView, type FormProblem, problemWords } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { wordsFor } from '../wording/town-service-words';
import { DURATION, FIRST, FURTHER, HOLD, INVITATION, MONTH, NEED, PARTY, PERSON } from './address-names';
import type {
  AgendaOffer,
  BookingChoice,
  BookingMonth,
  BookingWeek,
  OfferedService,
  ServicePerson,
} from './booking-offers.service';
import { chainPart } from './chain.presenter';
import { monthOfIso } from './day-words';
import { furtherText } from './further-services';
import { presentMonth } from './month.presenter';
import type {
  AppointmentsView,
  GlanceView,
  OfferedServiceView,
  ServicesBody,
  TimesBody,
} from './offers.view';
import { presentSessions } from './sessions.presenter';
import { freeWords, presentWeek } from './week.presenter';

/** "28 €", of several lengths "dès 28 €"; null where nothing is said of it. Pure. */
function pricesWords(
  service: OfferedService['service'],
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string | null {
  if (service.durations.length === 0) return bandWords(service, locale);
  const prices = durationsOf(service).flatMap(({ priceCents }) => (priceCents === null ? [] : [priceCents]));
  if (prices.length === 0) return null;
  return texts.line('bookings.priceFrom', { price: priceWords(Math.min(...prices), locale) });
}

/** "30 min · 28 €". Pure. */
export const serviceFacts = (
  service: OfferedService['service'],
  scope: Pick<PageScope, 'texts' | 'locale'>,
): string =>
  [
    durationsOf(service)
      .map(({ duration }) => durationWords(duration, scope.locale))
      .join(' / '),
    pricesWords(service, scope),
    service.partyMax > 1 ? scope.texts.line('bookings.partyUpTo', { count: service.partyMax }) : null,
    service.venue === 'shop' ? null : scope.texts.line(`bookings.venues.${service.venue}`),
  ]
    .filter((part) => part !== null)
    .join(' · ');

/** The times of a service. @param first number of the day that is shown first; null: that of the first free time */
function timesHref(
  listing: AgendaOffer['place']['listing'],
  { id }: Pick<OfferedService['service'], 'id'>,
  first: number | null,
  locale: PageScope['locale'],
): string {
  const path = pathTo('booking.times', locale, { ...listingParams(listing), service: id });
  return first === null ? path : `${path}?${FIRST}=${isoOfDay(first)}`;
}

/** The coming days of a place: how much is free, and the way to it. Pure. */
function glanceOf({ place, services, glance, hasMore }: AgendaOffer, scope: PageScope): GlanceView[] {
  const { texts, locale } = scope;
  const [only] = services.length === 1 && !hasMore ? services : [];
  const hrefOf = (day: number): string =>
    only
      ? timesHref(place.listing, only.service, day, locale)
      : `${pathTo('booking.services', locale, listingParams(place.listing))}?${FIRST}=${isoOfDay(day)}`;
  return glance.map(({ day, free, isOpen }) => ({
    day: shortDayWords(day, locale),
    words:
      free === null && isOpen
        ? texts.line('bookings.times.show')
        : freeWords({ day, free: free ?? 0, isOpen }, scope),
    ...(free === 0 || !isOpen ? {} : { href: hrefOf(day) }),
  }));
}

/** The first time of all that is offered, where the first day at a glance has none to choose. Pure. */
function firstOf(
  { place, services, glance }: AgendaOffer,
  scope: PageScope,
): Pick<AppointmentsView, 'first'> {
  const { texts, locale } = scope;
  const [today] = glance;
  const [first] = services
    .flatMap(({ service, next }) => (next ? [{ service, at: next.from }] : []))
    .sort((one, other) => one.at - other.at);
  if (!today || !first || (today.free !== 0 && today.isOpen)) return {};
  const { timeZone } = place.schedule.place;
  const time = bookingTimeWords(new Date(first.at), timeZone, locale);
  return {
    first: {
      href: timesHref(place.listing, first.service, wallTime(timeZone, first.at).day, locale),
      label: texts.line('bookings.times.first', { time }),
    },
  };
}

function serviceView(
  { service, next }: OfferedService,
  { listing, schedule }: AgendaOffer['place'],
  scope: PageScope,
  first: number | null = null,
): OfferedServiceView {
  const { texts, locale } = scope;
  const { timeZone } = schedule.place;
  return {
    href: timesHref(listing, service, first, locale),
    label: service.name,
    ...(service.description === null ? {} : { description: service.description }),
    facts: serviceFacts(service, scope),
    next:
      next == null
        ? texts.line(next === null ? 'bookings.noneFree' : 'bookings.seeTimes')
        : texts.line(next.left === undefined ? 'bookings.next' : 'bookings.nextSession', {
            count: next.left ?? 0,
            time: bookingTimeWords(new Date(next.from), timeZone, locale),
          }),
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
      glance: glanceOf(offer, scope),
      ...firstOf(offer, scope),
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

/** The page of all that can be booked at a place. Pure. @param first number of the day whose times are led to; null: the first free one */
export const presentServices =
  ({ place, services }: AgendaOffer, first: number | null = null) =>
  (page: PageScope): PageModel & { readonly body: ServicesBody } => {
    const scope = wordsFor(place.listing, page);
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
        services: services.map((one) => serviceView(one, place, scope, first)),
        ...(services.length === 0 ? { none: texts.line('bookings.services.none') } : {}),
      },
    };
  };

/** "Anne, Bruno ou Chloé". Pure. */
export const personsWords = (
  persons: readonly Pick<ServicePerson, 'name'>[],
  { locale }: Pick<PageScope, 'locale'>,
): string => new Intl.ListFormat(locale, { type: 'disjunction' }).format(persons.map(({ name }) => name));

/** A list to choose from. Pure. */
const choice = <T extends number | string>(
  id: string,
  label: string,
  options: readonly { readonly value: T; readonly label: string }[],
  chosen: T,
): FieldView => ({
  ...{ id, label, isSelect: true },
  options: options.map(({ value, label: words }) => ({
    ...{ id: `${id}-${value}`, name: id, value: String(value), label: words },
    checked: value === chosen,
  })),
});

/** With whom, where there is a choice. Pure. */
const personFields = ({ offered, persons, person }: BookingChoice, { texts }: PageScope): FieldView[] =>
  offered.choosesPerson && persons.length > 1
    ? [
        choice(
          PERSON,
          texts.line('bookings.times.with'),
          [
            { value: '', label: texts.line('bookings.times.anybody') },
            ...persons.map(({ id, name }) => ({ value: id, label: name })),
          ],
          person?.id ?? '',
        ),
      ]
    : [];

/** What somebody needs, where times are kept for it: nobody has to prove anything. Pure. */
const needFields = ({ needs, need }: BookingChoice, { texts }: PageScope): FieldView[] =>
  needs.length === 0
    ? []
    : [
        {
          ...choice(
            NEED,
            texts.line('bookings.times.need'),
            [
              { value: '', label: texts.line('bookings.times.noNeed') },
              ...needs.map((kind) => ({ value: kind, label: texts.line(`bookings.needs.${kind}`) })),
            ],
            need ?? '',
          ),
          hint: texts.line('bookings.times.needHint'),
        },
      ];

/** How long the first service lasts that is booked. Pure. */
const ownLength = ({ service }: Pick<BookingChoice, 'service'>): number =>
  (service.parts?.[0] ?? service).duration;

/** How many come, for how long and with whom, where there is a choice. Pure. */
function askPart(
  shown: BookingWeek | BookingMonth,
  state: TimesState,
  scope: PageScope,
): Pick<TimesBody, 'ask'> {
  const { texts, locale } = scope;
  const { place, offered, service, party } = shown;
  const { partyMin, partyMax } = service;
  const lengths = durationsOf(offered).map(({ duration, priceCents }) => ({
    value: duration,
    label: [
      durationWords(duration, locale),
      ...(priceCents === null ? [] : [priceWords(priceCents, locale)]),
    ].join(' · '),
  }));
  const parties = Array.from({ length: partyMax - partyMin + 1 }, (_, index) => ({
    value: partyMin + index,
    label: String(partyMin + index),
  }));
  const fields = [
    ...(lengths.length > 1
      ? [choice(DURATION, texts.line('bookings.times.duration'), lengths, ownLength(shown))]
      : []),
    ...(parties.length > 1 ? [choice(PARTY, texts.line('bookings.times.party'), parties, party)] : []),
    ...personFields(shown, scope),
    ...needFields(shown, scope),
  ];
  if (fields.length === 0) return {};
  // What no field asks for is carried on: who receives a follow-up, what follows, and what is held.
  const asked = new Set(fields.map(({ id }) => id));
  const kept = Object.entries(carriedOn(shown, state)).filter(([name]) => !asked.has(name));
  return {
    ask: {
      action: pathTo('booking.times', locale, { ...listingParams(place.listing), service: service.id }),
      hidden: [
        'month' in shown
          ? { name: MONTH, value: monthOfIso(isoOfDay(shown.month)) }
          : { name: FIRST, value: isoOfDay(shown.first) },
        ...kept.map(([name, value]) => ({ name, value })),
      ],
      fields,
    },
  };
}

/** Of the page of free times: what its visitor holds already, how they were invited, and why what they chose cannot be had. */
export interface TimesState {
  readonly hold: string | null;
  /** The signed link by which somebody came; null: none. */
  readonly invitation: string | null;
  readonly problem?: FormProblem | null;
}

/** What the links and forms of a page carry on: how many come, for how long, what is held, and by which invitation. Pure. */
const carriedOn = (
  { offered, service, party, person, further, need }: BookingChoice,
  { hold, invitation }: TimesState,
): Readonly<Record<string, string>> => ({
  ...(hold === null ? {} : { [HOLD]: hold }),
  [PARTY]: String(party),
  ...(offered.durations.length === 0 ? {} : { [DURATION]: String(ownLength({ service })) }),
  ...(further.length === 0 ? {} : { [FURTHER]: furtherText(further) }),
  ...(invitation === null ? {} : { [INVITATION]: invitation }),
  ...(person === null ? {} : { [PERSON]: person.id }),
  ...(need === null ? {} : { [NEED]: need }),
});

/** Who receives: those among whom there is a choice, or whom somebody comes back to. Pure. */
function withPart({ offered, persons, person }: BookingChoice, scope: PageScope): Pick<TimesBody, 'with'> {
  const line = (key: string, names: readonly ServicePerson[]): Pick<TimesBody, 'with'> => ({
    with: scope.texts.line(`bookings.times.${key}`, { person: personsWords(names, scope) }),
  });
  if (offered.keepsPerson)
    return person === null ? { with: scope.texts.line('bookings.times.again') } : line('sameAgain', [person]);
  return offered.choosesPerson && persons.length > 0 ? line('receivedBy', persons) : {};
}

/** The free times of a service: those of a week, or how many the days of a month have. Pure. */
export const presentTimes =
  (shown: BookingWeek | BookingMonth, state: TimesState) =>
  (page: PageScope): PageModel & { readonly body: TimesBody } => {
    const { place, service } = shown;
    const scope = wordsFor(place.listing, page);
    const { texts, locale } = scope;
    const address = { ...listingParams(place.listing), service: service.id };
    const heading = texts.line('bookings.times.heading', { service: service.name });
    const problemText = problemWords(scope, state.problem ?? null);
    const path = pathTo('booking.times', locale, address);
    const carried = carriedOn(shown, state);
    const linkTo = (more: Readonly<Record<string, string>>): string =>
      `${path}?${new URLSearchParams({ ...more, ...carried }).toString()}`;
    const links = {
      week: (first: string) => linkTo({ [FIRST]: first }),
      month: (month: string) => linkTo({ [MONTH]: month }),
    };
    const hidden = Object.entries(carried).map(([name, value]) => ({ name, value }));
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
        lead: [place.listing.name, serviceFacts({ ...service, durations: [] }, scope)].join(' · '),
        trail: [listingCrumb(place, scope)],
        ...(service.description === null ? {} : { description: service.description }),
        ...(problemText === null ? {} : { problem: problemText }),
        ...withPart(shown, scope),
        ...askPart(shown, state, scope),
        ...chainPart(shown, carried, scope),
        ...('month' in shown
          ? { month: presentMonth(shown, links, scope) }
          : shown.sessions !== null
            ? { sessions: presentSessions(shown, { action: path, hidden }, scope) }
            : { week: presentWeek(shown, { ...links, time: { action: path, hidden } }, scope) }),
        ...(place.settings.waitHours === null
          ? {}
          : {
              wait: {
                href: `${pathTo('booking.askWait', locale, address)}?${new URLSearchParams({
                  [FIRST]: isoOfDay('month' in shown ? Math.max(shown.month, shown.today) : shown.first),
                  ...carried,
                }).toString()}`,
                label: texts.line('waits.link'),
              },
            }),
      },
    };
  };
