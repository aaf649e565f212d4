import { pathTo } from '@halles/contracts';
import { type Booking, type BookingState, mayReschedule, referenceWords } from '@halles/domain/agendas';
import { dateWords, timeWords, wallTime, weekdayWords } from '@halles/domain/hours';
import { type Locale, phoneWords } from '@halles/kernel';
import type { PageScope } from '../../../rendering/page-scope';
import type { BookingButtonView, BookingCardView } from './booking-card.view';
import { minutesLate } from '../calendar/arrivals';
import { type BookingStepName, stepsOf } from './booking-steps';

/** Whoever is later than so many minutes does not come any more. */
const MOST_LATE = 180;

/** Of what a card is made, besides its booking. */
export interface CardPlace {
  readonly listing: number;
  readonly timeZone: string;
  readonly now: Date;
  /** Where its buttons lead back to: the day that is looked at, as an ISO date, or nothing for the page of the booking. */
  readonly from: string;
  /** How often who comes did not come before, by the booking. */
  readonly absences?: ReadonlyMap<string, number>;
  /** The steps that who reads it has buttons for; all unless said. */
  readonly mayTake?: (step: BookingStepName) => boolean;
}

const TONE: Readonly<Record<BookingState, BookingCardView['state']['kind']>> = {
  pending: 'soon',
  confirmed: 'open',
  arrived: 'open',
  served: 'closed',
  excused: 'closed',
  revoked: 'closed',
  'no-show': 'closed',
};

/** "mardi 4 janvier". Pure. */
export const dayWords = (day: number, locale: Locale): string =>
  `${weekdayWords(day, locale)} ${dateWords(day, locale)}`;

/** "14 h 30 – 15 h 15", by the clock of the place. Pure. */
export function spanWords(
  { startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>,
  timeZone: string,
  locale: Locale,
): string {
  const time = (at: Date): string => timeWords(wallTime(timeZone, at.getTime()).minute, locale);
  return `${time(startsAt)} – ${time(endsAt)}`;
}

/** What it is called now, and how it looks. Pure. */
export const bookingStateView = (state: BookingState, { texts }: PageScope): BookingCardView['state'] => ({
  kind: TONE[state],
  text: texts.line(`agenda.states.${state}`),
});

/** The buttons of what may be done now, the likeliest first. To cancel what was confirmed a reason is asked for, on its own page. Pure. */
const buttonsOf = (
  booking: Booking,
  { now, mayTake = () => true }: CardPlace,
  { texts }: PageScope,
): BookingButtonView[] =>
  stepsOf(booking, now)
    .filter(mayTake)
    .filter((step) => step !== 'revoke' || booking.state === 'pending')
    .map((step, index) => ({
      value: step,
      label: texts.line(`agenda.steps.${step === 'revoke' ? 'refuse' : step}`),
      isQuiet: index > 0,
    }));

/** Whom and what it takes, and whom its customer asked for. Pure. */
const withWords = ({ resources, personId }: Booking, { texts }: PageScope): string =>
  resources
    .map(({ id, name }) => (id === personId ? texts.line('agenda.askedFor', { person: name }) : name))
    .join(', ');

/** By how much somebody is late, and in which words that goes on. Pure. */
function lateOf(booking: Booking, now: Date, { texts }: PageScope): Pick<BookingCardView, 'late'> {
  const minutes = minutesLate(booking, now);
  if (minutes === 0 || minutes > MOST_LATE) return {};
  const words = (count: string): string => texts.line('calendar.arrivals.minutes', { minutes: count });
  return { late: { text: words(String(minutes)), minutes: String(minutes), words: words('{minutes}') } };
}

/** A booking as who keeps the agenda sees it. Pure. @param isDated says its day too */
export function bookingCard(
  booking: Booking,
  place: CardPlace,
  scope: PageScope,
  isDated = false,
): BookingCardView {
  const { texts, locale } = scope;
  const { listing, timeZone, from, absences: known } = place;
  const { customer, party, resources, need, note } = booking;
  const phone = customer?.phone ?? null;
  const absences = known?.get(booking.id) ?? 0;
  return {
    id: booking.id,
    href: pathTo('merchant.booking', locale, { listing, booking: booking.id }),
    time: spanWords(booking, timeZone, locale),
    ...(isDated ? { day: dayWords(wallTime(timeZone, booking.startsAt.getTime()).day, locale) } : {}),
    state: bookingStateView(booking.state, scope),
    service: booking.serviceName,
    customer:
      booking.guest ??
      customer?.name ??
      texts.line('agenda.erased', { reference: referenceWords(booking.reference) }),
    ...(resources.length === 0 ? {} : { with: withWords(booking, scope) }),
    ...(party === 1 ? {} : { party: texts.line('agenda.party', { count: party }) }),
    ...(phone === null ? {} : { phone: { href: `tel:${phone}`, label: phoneWords(phone) } }),
    ...(need === null ? {} : { need: texts.line(`bookings.needs.${need}`) }),
    ...(note === null ? {} : { note }),
    ...(booking.source === 'town' ? { source: texts.line('agenda.sources.town') } : {}),
    ...(absences === 0 ? {} : { absences: texts.line('agenda.absences', { count: absences }) }),
    ...(booking.presenceConfirmedAt === null || !mayReschedule(booking.state)
      ? {}
      : { presence: texts.line('agenda.presence') }),
    ...lateOf(booking, place.now, scope),
    action: pathTo('merchant.agenda', locale, { listing }),
    seen: String(booking.event),
    from,
    buttons: buttonsOf(booking, place, scope),
  };
}
