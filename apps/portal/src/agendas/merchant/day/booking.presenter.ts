import { pathsTo, pathTo } from '@halles/contracts';
import {
  bandWords,
  type Booking,
  bookingTimeWords,
  type BookingEvent,
  type BookingFile,
  type BookingMessage,
  BOOKING_REASONS,
  type BookingSlot,
  mayMoveBooking,
  mayReschedule,
  referenceWords,
  shopVenueWords,
  passedWords,
  type TimedPart,
  timedParts,
} from '@halles/domain/agendas';
import { isoOfDay, timeWords, wallTime } from '@halles/domain/hours';
import { phoneWords } from '@halles/kernel';
import {
  defineForm,
  formReader,
  type FormReader,
  type FormState,
  FormWriter,
  problemWords,
} from '@halles/platform/forms';
import { z } from 'zod';
import { hiddenField, sayWhen } from '../../../accounts';
import { clockTimeOrNone } from '../../clock-time';
import type { MerchantListing, MerchantPage } from '../../../merchant-space';
import type { PageScope } from '../../../rendering/page-scope';
import type { AgendaDone } from './agenda-day.form';
import type { BookingBody } from './booking.view';
import { bookingCard, dayWords } from './booking-card.presenter';
import { type BookingStepName, stepBackOf } from './booking-steps';
import { chosenTime, type ClockPlace, PASSED } from './staff-booking.form';
import { type EntryWarning, timeField } from './staff-booking.presenter';

/** The form that moves a booking; its day is asked for by the address. */
export const moveBookingForm = defineForm({
  texts: 'agenda.move',
  schema: z.object({
    jour: z.string().min(1),
    startsAt: z
      .string()
      .regex(/^\d{0,15}$/)
      .transform((text) => (text === '' ? null : Number(text))),
    autreHeure: clockTimeOrNone().default(null),
  }),
  fields: {
    jour: { type: 'date', isShort: true, maxlength: 10 },
    startsAt: { control: 'select' },
    autreHeure: { type: 'time', isShort: true, maxlength: 5, isUnmarked: true },
  },
});

/** Reads where a booking is moved to: a free time, or another one that is typed. */
export const moveBookingReader = (place: ClockPlace): FormReader<{ readonly startsAt: number }> => ({
  read(posted) {
    const fields = moveBookingForm.read(posted);
    if (!fields.ok) return fields;
    return formReader<{ readonly startsAt: number }>(() => {
      const { jour, startsAt, autreHeure } = fields.input;
      const chosen = chosenTime({ startsAt, autreHeure, jour }, place);
      return typeof chosen === 'number'
        ? { input: { startsAt: chosen } }
        : { errors: { [chosen.field]: { key: chosen.key } } };
    }).read(posted);
  },
});

/** The form that cancels a booking. */
const revokeForm = defineForm({
  texts: 'agenda.steps',
  schema: z.object({ reason: z.enum(BOOKING_REASONS), suite: z.boolean() }),
  fields: {
    reason: { control: 'choice', options: BOOKING_REASONS },
    suite: { control: 'box', isUnmarked: true },
  },
});

export interface BookingState {
  readonly events: readonly BookingEvent[];
  readonly messages: readonly BookingMessage[];
  /** Those of its series that come after it. */
  readonly following: readonly Booking[];
  /** What its customer sent with it. */
  readonly files: readonly BookingFile[];
  readonly absences: ReadonlyMap<string, number>;
  /** Whether who reads it may take the last step back, where it can be. */
  readonly mayUndo: boolean;
  /** The steps that who reads it has buttons for. */
  readonly mayTake: (step: BookingStepName) => boolean;
  readonly timeZone: string;
  readonly now: Date;
  /** The day of which times are shown; null where it was asked for no day. */
  readonly day: number | null;
  readonly slots: readonly BookingSlot[];
  readonly form: FormState;
  readonly done: AgendaDone | null;
  /** Whether who reads it may pass over the rules of the agenda where they move it. */
  readonly mayPass: boolean;
  /** What stands against the time that it would be moved to: it is asked whether to move it all the same. */
  readonly warning: Pick<EntryWarning, 'words' | 'passed'> | null;
}

/** "10 h 30, Couleur, Anne": a service of several, and who and what is for it. Pure. */
export const partWords = (
  { name, from, resourceIds }: TimedPart,
  { resources }: Booking,
  timeZone: string,
  locale: PageScope['locale'],
): string => {
  const time = timeWords(wallTime(timeZone, from.getTime()).minute, locale);
  const taken = resources.filter(({ id }) => resourceIds.includes(id));
  return [time, name, ...taken.map((one) => one.name)].join(', ');
};

const factsOf = (booking: Booking, timeZone: string, { texts, locale }: PageScope): BookingBody['facts'] => {
  const { customer, reference, source, note, need, answers } = booking;
  const fact = (key: string, value: string | null, href?: string) =>
    value === null
      ? []
      : [{ term: texts.line(`agenda.facts.${key}`), value, ...(href === undefined ? {} : { href }) }];
  const phone = customer?.phone ?? null;
  const email = customer?.email ?? null;
  return [
    ...fact('reference', referenceWords(reference)),
    ...fact('bookedBy', booking.guest === null ? null : (customer?.name ?? null)),
    ...fact('phone', phone === null ? null : phoneWords(phone), `tel:${phone ?? ''}`),
    ...fact('email', email, `mailto:${email ?? ''}`),
    ...timedParts(booking).flatMap((part) => fact('part', partWords(part, booking, timeZone, locale))),
    ...fact('price', bandWords(booking, locale)),
    ...(answers ?? []).map(({ label, answer }) => ({ term: label, value: answer })),
    ...fact('need', need === null ? null : texts.line(`bookings.needs.${need}`)),
    ...fact('note', note),
    ...fact('where', shopVenueWords(booking, locale)),
    ...fact('earlier', booking.wantsEarlier ? texts.line('agenda.facts.earlierYes') : null),
    ...fact('source', texts.line(`agenda.sources.${source}`)),
  ];
};

/** What its customer sent, each where it can be read. Pure. */
const fileFacts = (
  booking: Booking,
  files: readonly BookingFile[],
  listing: number,
  { texts, locale }: PageScope,
): BookingBody['facts'] =>
  files.map(({ id, label, type }) => ({
    term: label,
    value: texts.line(`agenda.facts.files.${type === 'image/jpeg' ? 'image' : 'document'}`),
    href: pathTo('merchant.bookingFile', locale, { listing, booking: booking.id, file: id }),
  }));

/** The dates of its series that come after it. Pure. */
const seriesFacts = (
  { following, timeZone }: BookingState,
  listing: number,
  { texts, locale }: PageScope,
): BookingBody['facts'] =>
  following.map(({ id, startsAt }) => ({
    term: texts.line('agenda.facts.following'),
    value: bookingTimeWords(startsAt, timeZone, locale),
    href: pathTo('merchant.booking', locale, { listing, booking: id }),
  }));

/** "Confirmé par le commerce", "Déplacé par le client au mardi 4 janvier, 14 h". Pure. */
export const eventWords = (
  { state, actor, reason, isMoved, startsAt, event, isByLink, passedRules, party }: BookingEvent,
  timeZone: string,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): string => {
  const words = { actor: texts.line(`agenda.actors.${isByLink ? 'link' : actor}`) };
  if (party !== null) return texts.line('agenda.history.split', { ...words, count: party });
  const time = bookingTimeWords(startsAt, timeZone, locale);
  const what = isMoved
    ? texts.line('agenda.history.moved', { ...words, time })
    : texts.line(event === 1 ? 'agenda.history.booked' : `agenda.history.${state}`, words);
  if (passedRules !== null)
    return texts.line('agenda.history.passed', { what, rules: passedWords(passedRules, locale) });
  return reason === null ? what : `${what} · ${texts.line(`agenda.steps.options.reason.${reason}`)}`;
};

/** "Rappel par courriel à odile@example.org : envoyé mardi 4 janvier, 18 h". Pure. */
const messageWords = ({ about, means, address, status, sentAt }: BookingMessage, scope: PageScope): string =>
  scope.texts.line('agenda.messages.one', {
    about: scope.texts.line(`agenda.messages.about.${about}`),
    means: scope.texts.line(`agenda.messages.means.${means}`),
    address: means === 'text' ? phoneWords(address) : address,
    status: scope.texts.line(`agenda.messages.status.${status}`, {
      time: sentAt === null ? '' : sayWhen(scope, sentAt),
    }),
  });

function moveOf(
  booking: Booking,
  listing: number,
  state: BookingState,
  scope: PageScope,
): NonNullable<BookingBody['move']> {
  const { texts, locale } = scope;
  const { day, slots, timeZone, form, mayPass, warning } = state;
  const action = pathTo('merchant.booking', locale, { listing, booking: booking.id });
  const writer = new FormWriter(moveBookingForm, form, texts, locale);
  return {
    ask: { action, fields: [writer.field('jour')] },
    ...(day !== null && slots.length === 0
      ? { none: texts.line('agenda.new.none', { day: dayWords(day, locale) }) }
      : {}),
    ...(day === null || (slots.length === 0 && !mayPass)
      ? {}
      : {
          form: {
            action,
            fields: [
              hiddenField('seen', String(booking.event)),
              hiddenField('jour', isoOfDay(day)),
              ...(warning === null ? [] : [hiddenField(PASSED, warning.passed.join(','))]),
              ...(slots.length === 0
                ? [hiddenField('startsAt', '')]
                : [timeField(writer, 'startsAt', slots, { timeZone, day }, scope)]),
              ...(mayPass ? [writer.field('autreHeure')] : []),
            ],
            submit: texts.line(`agenda.move.${warning === null ? 'submit' : 'submitAnyway'}`),
          },
        }),
  };
}

/** One booking: what is known of it, what may be done, and what became of it. Pure. */
export const bookingPage = (
  listing: MerchantListing,
  booking: Booking,
  state: BookingState,
): MerchantPage => ({
  view: 'agendas/merchant-booking',
  title: ({ texts }) => texts.line('agenda.booking.heading'),
  paths: pathsTo('merchant.booking', { listing: listing.id, booking: booking.id }),
  listing,
  section: 'agenda',
  present: (scope): BookingBody => {
    const { texts, locale } = scope;
    const { events, timeZone, now, form, done } = state;
    const place = {
      listing: listing.id,
      timeZone,
      now,
      from: '',
      absences: state.absences,
      mayTake: state.mayTake,
    };
    const card = bookingCard(booking, place, scope, true);
    const { day } = wallTime(timeZone, booking.startsAt.getTime());
    const revoke = new FormWriter(revokeForm, form, texts, locale);
    const mayRevoke = mayMoveBooking('merchant', booking.state, 'revoked');
    const warning = problemWords(scope, state.warning?.words ?? null);
    return {
      ...new FormWriter(moveBookingForm, form, texts, locale).summary(),
      ...(warning === null ? {} : { problem: warning }),
      ...(done === null ? {} : { done: texts.line(`agenda.done.${done}`) }),
      card: { ...card, buttons: card.buttons.filter(({ value }) => value !== 'revoke') },
      facts: [
        ...factsOf(booking, timeZone, scope),
        ...fileFacts(booking, state.files, listing.id, scope),
        ...seriesFacts(state, listing.id, scope),
      ],
      ...(!state.mayUndo || stepBackOf(booking, events) === null
        ? {}
        : { undo: { label: texts.line('agenda.steps.undo') } }),
      ...(mayRevoke
        ? {
            revoke: {
              fields: revoke.fields().filter(({ id }) => id !== 'suite' || state.following.length > 0),
              submit: texts.line('agenda.steps.revokeNow'),
            },
          }
        : {}),
      ...(mayReschedule(booking.state) ? { move: moveOf(booking, listing.id, state, scope) } : {}),
      messages: state.messages.map((message) => messageWords(message, scope)),
      history: events.map((event) => ({
        when: sayWhen(scope, event.at),
        what: eventWords(event, timeZone, scope),
      })),
      back: {
        href: `${pathTo('merchant.agenda', locale, { listing: listing.id })}?jour=${isoOfDay(day)}`,
        label: texts.line('agenda.toDay', { day: dayWords(day, locale) }),
      },
    };
  },
});
