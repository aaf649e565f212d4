import { listingParams, listingPath, pathsTo, pathTo } from '@halles/contracts';
import {
  absenceWords,
  asksForFile,
  type AgendaService,
  bandWords,
  bookingTimeWords,
  cancellationWords,
  durationWords,
  venueWords,
  withDuration,
} from '@halles/domain/agendas';
import { timeWords, wallTime } from '@halles/domain/hours';
import { isTownService } from '@halles/domain/listings';
import type { Locale } from '@halles/kernel';
import { type FormState, FormWriter, guardsOf, textOf } from '@halles/platform/forms';
import {
  DURATION,
  FURTHER,
  HOLD,
  INVITATION,
  NEED,
  needIn,
  PARTY,
  PERSON,
  type ServicePerson,
  STARTS,
} from '../agenda-offers';
import { linkTo } from '../rendering/layout.presenter';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { addressLine } from '../wording/contact-words';
import { wordsFor } from '../wording/town-service-words';
import type { BookingFormBody, FactView } from './agendas.view';
import type { BookingDraft } from './booking-draft';
import { bookingContactForm, durationIn, instantIn, partyIn } from './booking.form';
import { detailViews } from './booking-details.form';
import { freeDates, repeatPart, seriesFields } from './repeat.presenter';

/** Who receives them, in words; nothing where nobody is named. Pure. */
const withFact = (
  { choosesPerson }: AgendaService,
  persons: readonly ServicePerson[],
  chosen: string,
  texts: PageScope['texts'],
): string[] => {
  const person = persons.find(({ id }) => id === chosen);
  if (person) return [person.name];
  return choosesPerson && persons.length > 1 ? [texts.line('bookings.times.anybody')] : [];
};

/** What is told of a booking before it is made. Pure. */
function summaryFacts(
  { place, service: offered, persons, form }: BookingDraft,
  { texts, locale }: PageScope,
): FactView[] {
  const fact = (key: string, value: string): FactView => ({
    term: texts.line(`bookings.facts.${key}`),
    value,
  });
  const service = withDuration(offered, durationIn(textOf(form.values, DURATION))) ?? offered;
  const startsAt = instantIn(textOf(form.values, STARTS));
  const party = partyIn(textOf(form.values, PARTY)) ?? service.partyMin;
  const price = bandWords(service, locale);
  const need = needIn(textOf(form.values, NEED));
  const { timeZone } = place.schedule.place;
  return [
    ...(startsAt === null ? [] : [fact('time', bookingTimeWords(new Date(startsAt), timeZone, locale))]),
    ...(service.parts ?? [service]).map(({ name }) => fact('service', name)),
    ...withFact(offered, persons, textOf(form.values, PERSON), texts).map((name) => fact('with', name)),
    ...(need === null ? [] : [fact('need', texts.line(`bookings.needs.${need}`))]),
    fact('duration', durationWords(service.duration, locale)),
    ...(service.partyMax > 1 ? [fact('party', String(party))] : []),
    ...(price === null ? [] : [fact('price', price)]),
    ...(service.venue === 'shop'
      ? [fact('place', [place.listing.name, addressLine(place.listing.address, true)].join(', '))]
      : [fact('where', venueWords(service.venue, '', locale)), fact('shop', place.listing.name)]),
  ];
}

/** Until when the time is held, or that it is not: of a time that its form does not name, nothing is held. Pure. */
function holdView(
  { place, form, hold }: BookingDraft,
  { texts, locale }: PageScope,
): Pick<BookingFormBody, 'hold' | 'notHeld'> {
  if (hold?.startsAt.getTime() !== instantIn(textOf(form.values, STARTS)))
    return {
      notHeld: texts.line(`bookings.form.hold.${textOf(form.values, HOLD) === '' ? 'none' : 'over'}`),
    };
  const { minute } = wallTime(place.schedule.place.timeZone, hold.until.getTime());
  return {
    hold: {
      seconds: hold.seconds,
      text: texts.line('bookings.form.hold.text', { time: timeWords(minute, locale) }),
      left: texts.line('bookings.form.hold.left'),
      over: texts.line('bookings.form.hold.over'),
    },
  };
}

/** The rule of a service, or else of its agenda. Pure. */
function rulesOf({ place: { settings, listing }, service }: BookingDraft, locale: Locale): string[] {
  const isOfTown = isTownService(listing);
  const note = service.cancellationNote ?? settings.cancellationNote;
  const notice = service.cancellationNotice ?? settings.cancellationNotice;
  return [
    cancellationWords(notice, locale, isOfTown),
    absenceWords(locale, isOfTown),
    ...(note === null ? [] : note.split('\n')),
  ];
}

/** Back to the times, with what was chosen there; what the form holds is among them. Pure. */
function timesHref({ place, service, form }: BookingDraft, locale: Locale): string {
  const chosen = [HOLD, PARTY, DURATION, FURTHER, PERSON, NEED, INVITATION].flatMap((name) => {
    const value = textOf(form.values, name);
    return value === '' ? [] : [[name, value]];
  });
  const path = pathTo('booking.times', locale, { ...listingParams(place.listing), service: service.id });
  return `${path}?${new URLSearchParams(Object.fromEntries(chosen) as Record<string, string>).toString()}`;
}

/** What was chosen before, which the form sends along. Pure. */
const carried = (values: FormState['values']) =>
  [STARTS, PARTY, HOLD, DURATION, FURTHER, PERSON, NEED, INVITATION].flatMap((name) => {
    const value = textOf(values, name);
    return value === '' ? [] : [{ name, value }];
  });

/** "Prendre ce rendez-vous", "Demander ces 3 rendez-vous". Pure. */
function buttonWords(draft: BookingDraft, texts: PageScope['texts']): string {
  const key = draft.place.settings.confirmsByHand ? 'ask' : 'book';
  const free = freeDates(draft).length;
  return free === 0
    ? texts.line(`bookings.form.${key}`)
    : texts.line(`bookings.repeat.${key}`, { count: free });
}

/** The page that sums a booking up, says its rule, and asks who comes. Pure. */
export const presentBookingForm =
  (draft: BookingDraft) =>
  (page: PageScope): PageModel & { readonly body: BookingFormBody } => {
    const { place, service, form } = draft;
    const { settings, listing } = place;
    const scope = wordsFor(listing, page);
    const { texts, locale } = scope;
    const address = { ...listingParams(listing), service: service.id };
    const heading = texts.line('bookings.form.heading');
    const writer = new FormWriter(bookingContactForm, form, texts, locale);
    const details = detailViews(service, form, scope);
    const lost = [STARTS, PARTY].flatMap((field) => {
      const message = writer.errorOf(field);
      return message === undefined ? [] : [{ field: 'other', message }];
    });
    const action = pathTo('booking.form', locale, address);
    const hidden = carried(form.values);
    const summary = writer.summary(lost.length + details.errors.length > 0);
    return {
      head: {
        page: null,
        title: `${heading} · ${listing.name}`,
        description: heading,
        paths: pathsTo('booking.form', address),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line(settings.confirmsByHand ? 'bookings.form.leadPending' : 'bookings.form.lead'),
        trail: [
          { href: listingPath(locale, listing), label: listing.name },
          { href: pathTo('booking.times', locale, address), label: service.name },
        ],
        ...summary,
        errors: [...summary.errors, ...details.errors, ...lost],
        facts: summaryFacts(draft, scope),
        rules: rulesOf(draft, locale),
        ...(details.accept === null
          ? {}
          : { before: { lines: service.instructionsBefore?.split('\n') ?? [], field: details.accept } }),
        action,
        hidden: [...hidden, ...seriesFields(draft)],
        ...repeatPart(draft, action, hidden, scope),
        ...holdView(draft, scope),
        hasFiles: service.questions.some(asksForFile),
        fields: [...writer.fields(), ...details.fields],
        guards: guardsOf(form),
        ...(listing.demonstration ? { demonstration: texts.line('bookings.form.demonstration') } : {}),
        button: buttonWords(draft, texts),
        other: { href: timesHref(draft, locale), label: texts.line('bookings.form.other') },
        privacy: { ...linkTo(scope, 'privacy'), label: texts.line('bookings.form.privacy') },
      },
    };
  };
