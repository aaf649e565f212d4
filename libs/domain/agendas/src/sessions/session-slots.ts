import { wallTime } from '@halles/domain/hours';
import { lowest } from '@halles/domain/place-days';
import { MINUTE } from '@halles/kernel';
import type { AgendaService } from '../settings/agenda';
import type { SessionSeats } from './agenda-session';
import { type AgendaReading, rulesFor } from '../free-times/agenda-reading';
import type { BookingRefusal } from '../slots/booking-rules';
import type { BookingSlot } from '../slots/booking-slots';

/** For how many a seat is asked, and by whom. */
interface SeatQuestion {
  readonly party: number;
  readonly isShop?: boolean;
}

/** Why seats of a session cannot be had; null where they can. Pure. */
export function refusalOfSession(
  reading: AgendaReading,
  service: AgendaService,
  session: SessionSeats,
  { party, isShop = false }: SeatQuestion,
): BookingRefusal | null {
  const { place, room, now } = reading;
  const { notice, horizon } = rulesFor(reading, isShop);
  const { timeZone } = place.schedule.place;
  const [from, until] = [session.startsAt.getTime(), session.endsAt.getTime()];
  const dayOf = (instant: number): number => wallTime(timeZone, instant).day;
  if (from <= now.getTime()) return 'past';
  if (dayOf(from) > dayOf(now.getTime()) + horizon) return 'beyond-horizon';
  if (from < now.getTime() + notice * MINUTE) return 'too-soon';
  if (session.state !== 'open' && !isShop) return 'closed';
  if (session.seats - session.taken < party) return 'seats';
  const isInside = service.venue === 'shop';
  return isInside && room !== null && lowest(room, from, until) < party ? 'gauge-full' : null;
}

const sessionsOf = (reading: AgendaReading, { id }: AgendaService): readonly SessionSeats[] =>
  reading.sessions.filter(({ serviceId }) => serviceId === id);

/** The sessions of a service of which so many seats can be had, in order of time. Pure. @param days numbers of days, both included */
export function sessionSlots(
  reading: AgendaReading,
  service: AgendaService,
  ask: SeatQuestion,
  days: { readonly first: number; readonly last: number },
  most = Number.POSITIVE_INFINITY,
): BookingSlot[] {
  const { timeZone } = reading.place.schedule.place;
  const slots: BookingSlot[] = [];
  for (const session of sessionsOf(reading, service)) {
    const { day } = wallTime(timeZone, session.startsAt.getTime());
    if (day < days.first || day > days.last || slots.length >= most) continue;
    if (refusalOfSession(reading, service, session, ask) === null) slots.push(slotOf(session));
  }
  return slots;
}

/** The session that starts at an instant, as what is booked, or why seats of it cannot be had. Pure. */
export function judgeSession(
  reading: AgendaReading,
  service: AgendaService,
  startsAt: number,
  ask: SeatQuestion,
): { readonly slot: BookingSlot } | { readonly refusal: BookingRefusal } {
  const session = sessionsOf(reading, service).find((one) => one.startsAt.getTime() === startsAt);
  if (!session) return { refusal: 'not-offered' };
  const refusal = refusalOfSession(reading, service, session, ask);
  return refusal === null ? { slot: slotOf(session) } : { refusal };
}

const slotOf = ({ startsAt, endsAt, seats, taken }: SessionSeats): BookingSlot => ({
  ...{ from: startsAt.getTime(), until: endsAt.getTime() },
  left: seats - taken,
  assigned: [],
});
