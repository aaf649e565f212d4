import { pathsTo, pathTo } from '@halles/contracts';
import {
  type AnswerableBooking,
  type Booking,
  bookingTimeWords,
  durationWords,
  referenceWords,
  shopVenueWords,
  timedParts,
} from '@halles/domain/agendas';
import type { Listing } from '@halles/domain/listings';
import { MINUTE, phoneWords } from '@halles/kernel';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import { sayWhen } from '../../../accounts';
import type { PageModel } from '../../../rendering/page';
import type { PageScope } from '../../../rendering/page-scope';
import type { FactView } from '../../agendas.view';
import { bookingStateView } from '../day/booking-card.presenter';
import { eventWords, partWords } from '../day/booking.presenter';
import { type BookingAnswer, DATE, dateText } from './booking-answer.form';
import type { BookingAnswerBody } from './booking-answer.view';

interface AnswerPageState {
  readonly token: string;
  /** The mail's link that refuses was followed. */
  readonly isRefusing: boolean;
  /** Of a series no date was chosen. */
  readonly isNoneChosen: boolean;
  /** What was just done. */
  readonly done: BookingAnswer | null;
  readonly problem: FormProblem | null;
}

/** What is to be known to answer: what was asked of its customer is read in the space alone. */
function factsOf(booking: Booking, { texts, locale, settings }: PageScope): FactView[] {
  const { customer, guest, party, serviceName, startsAt, endsAt, resources } = booking;
  const fact = (key: string, value: string | null, href?: string): FactView[] =>
    value === null
      ? []
      : [
          {
            term: texts.line(`bookingAnswers.facts.${key}`),
            value,
            ...(href === undefined ? {} : { href }),
          },
        ];
  const phone = customer?.phone ?? null;
  const email = customer?.email ?? null;
  return [
    ...fact('service', serviceName),
    ...timedParts(booking).flatMap((part) =>
      fact('part', partWords(part, booking, settings.timeZone, locale)),
    ),
    ...fact('duration', durationWords((endsAt.getTime() - startsAt.getTime()) / MINUTE, locale)),
    ...fact('with', resources.length === 0 ? null : resources.map(({ name }) => name).join(', ')),
    ...fact('party', party === 1 ? null : String(party)),
    ...fact('where', shopVenueWords(booking, locale)),
    ...fact('customer', customer?.name ?? null),
    ...fact('guest', guest),
    ...fact('phone', phone === null ? null : phoneWords(phone), `tel:${phone ?? ''}`),
    ...fact('email', email, `mailto:${email ?? ''}`),
  ];
}

/** What became of each date of a series. Pure. */
const answeredDates = (
  { series }: AnswerableBooking,
  scope: PageScope,
): NonNullable<BookingAnswerBody['answered']> =>
  series.map(({ startsAt, state }) => ({
    when: bookingTimeWords(startsAt, scope.settings.timeZone, scope.locale),
    state: bookingStateView(state, scope),
  }));

/** The dates of a series that wait, each with a box. Pure. */
function datesOf(
  { booking, others }: AnswerableBooking,
  { isNoneChosen }: AnswerPageState,
  { texts, locale, settings }: PageScope,
): Pick<NonNullable<BookingAnswerBody['open']>, 'dates'> {
  if (others === null) return {};
  const all = [booking, ...others].toSorted(
    (one, other) => one.startsAt.getTime() - other.startsAt.getTime(),
  );
  return {
    dates: {
      ...{ id: DATE, label: texts.line('bookingAnswers.dates.label'), isBoxes: true, isUnmarked: true },
      ...(isNoneChosen ? { error: texts.line('bookingAnswers.dates.none') } : {}),
      options: all.map(({ id, event, startsAt }, index) => ({
        ...{ id: `${DATE}-${String(index)}`, name: DATE, value: dateText(id, event), checked: true },
        label: bookingTimeWords(startsAt, settings.timeZone, locale),
      })),
    },
  };
}

/** The booking with its buttons, as long as it waits. Pure. */
function openOf(
  found: AnswerableBooking,
  state: AnswerPageState,
  scope: PageScope,
): NonNullable<BookingAnswerBody['open']> {
  const { texts, locale } = scope;
  const { booking } = found;
  const { token, isRefusing } = state;
  const answers: readonly BookingAnswer[] = isRefusing ? ['refuse', 'confirm'] : ['confirm', 'refuse'];
  return {
    action: pathTo('booking.answer', locale, { token }),
    seen: String(booking.event),
    facts: factsOf(booking, scope),
    ...datesOf(found, state, scope),
    ...(booking.note === null ? {} : { note: booking.note }),
    buttons: answers.map((value, index) => ({
      value,
      label: texts.line(`agenda.steps.${value}`),
      isQuiet: index > 0,
    })),
  };
}

/** What became of it last, in words. Pure. */
function lastOf(
  { events }: AnswerableBooking,
  timeZone: string,
  scope: PageScope,
): Pick<BookingAnswerBody, 'last'> {
  const last = events.at(-1);
  return last === undefined
    ? {}
    : { last: { when: sayWhen(scope, last.at), what: eventWords(last, timeZone, scope) } };
}

/**
 * A booking for who opened the link of the mail that told of it: with buttons while it waits, else without a word of its
 * customer, what became of it and when. Pure.
 */
export const presentBookingAnswer =
  (found: AnswerableBooking, listing: Listing, page: AnswerPageState) =>
  (scope: PageScope): PageModel & { readonly body: BookingAnswerBody } => {
    const { texts, locale, settings } = scope;
    const { booking, state, isMovedSince } = found;
    const line = (key: string, values?: Record<string, string>): string =>
      texts.line(`bookingAnswers.${key}`, values);
    const heading = line('heading', { reference: referenceWords(booking.reference) });
    const problem = problemWords(scope, page.problem);
    const isOpen = state === 'open';
    const isOne = found.others === null;
    const open = page.isRefusing ? 'refuse' : 'confirm';
    const lead = isOpen ? `${isOne ? 'open' : 'series'}.${open}` : state;
    const time = bookingTimeWords(booking.startsAt, settings.timeZone, locale);
    return {
      head: {
        page: null,
        title: heading,
        description: heading,
        paths: pathsTo('booking.answer', { token: page.token }),
        noindex: true,
      },
      body: {
        heading,
        lead: line(`lead.${lead}`, { listing: listing.name }),
        // Of a series others may wait still.
        ...(page.done === null || (state !== 'answered' && isOne)
          ? {}
          : { done: line(isOne ? `done.${page.done}` : 'done.series') }),
        ...(problem === null ? {} : { problem }),
        ...(isOne || isOpen ? { state: bookingStateView(booking.state, scope) } : {}),
        ...(isOne ? { time } : {}),
        ...(isOne || isOpen ? {} : { answered: answeredDates(found, scope) }),
        ...(isOpen && isMovedSince ? { moved: line('moved') } : {}),
        ...(isOpen ? { open: openOf(found, page, scope) } : lastOf(found, settings.timeZone, scope)),
        space: {
          href: pathTo('merchant.booking', locale, { listing: listing.id, booking: booking.id }),
          label: line('space'),
        },
      },
    };
  };
