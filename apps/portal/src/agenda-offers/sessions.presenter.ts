import { bookingTimeWords, type SessionSeats } from '@halles/domain/agendas';
import type { PageScope } from '../rendering/page-scope';
import type { BookingWeek } from './booking-offers.service';
import type { SessionsView, WeekView } from './offers.view';

/** Why a session cannot be booked, in words; null where it can. Pure. */
function refusedWords(
  { state, seats, taken }: SessionSeats,
  isFree: boolean,
  { texts }: PageScope,
): string | null {
  if (isFree) return null;
  if (state === 'closed') return texts.line('bookings.sessions.closed');
  return texts.line(taken >= seats ? 'bookings.sessions.full' : 'bookings.sessions.notFor');
}

/** The sessions of a service, with the seats that are left; each that has enough is a button. Pure. */
export function presentSessions(
  { sessions, slots, place }: BookingWeek,
  choose: Required<WeekView>['choose'],
  scope: PageScope,
): SessionsView {
  const { texts, locale } = scope;
  const { timeZone } = place.schedule.place;
  const free = new Map(slots.map((slot) => [slot.from, slot]));
  const rows = (sessions ?? []).map((session) => {
    const from = session.startsAt.getTime();
    const slot = free.get(from);
    const label = bookingTimeWords(session.startsAt, timeZone, locale);
    const count = slot?.left ?? Math.max(session.seats - session.taken, 0);
    const refused = refusedWords(session, slot !== undefined, scope);
    return {
      label,
      ...(session.place === null ? {} : { place: session.place }),
      ...(count === 0 ? {} : { left: texts.line('bookings.sessions.left', { count }) }),
      ...(refused === null ? { value: String(from) } : { refused }),
    };
  });
  return {
    heading: texts.line('bookings.sessions.heading'),
    choose,
    rows,
    ...(rows.length === 0 ? { none: texts.line('bookings.sessions.none') } : {}),
  };
}
