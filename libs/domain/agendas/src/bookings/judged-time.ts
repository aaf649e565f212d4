import type { TenantTx } from '@halles/platform/tenancy';
import { type AgendaReading, questionOf, receivesFor, takenBy } from '../free-times/agenda-reading';
import type { BookingTimes, TimeQuestion } from '../free-times/booking-times.service';
import { judgeSession } from '../sessions/session-slots';
import type { AgendaPlace, AgendaService } from '../settings/agenda';
import { judgeBooking, type BookingSlot } from '../slots/booking-slots';
import { BookingPersonGone, BookingRefused } from './booking.errors';
import type { ResourceNeed } from './booking.repository';

/** The slot that starts then, judged by what is taken, with what it takes: under the lock of its days. @throws BookingRefused */
export async function judged(
  times: BookingTimes,
  tx: TenantTx,
  place: AgendaPlace,
  service: AgendaService,
  startsAt: number,
  ask: TimeQuestion,
): Promise<{ readonly slot: BookingSlot; readonly needs: ResourceNeed[] }> {
  const within = { from: startsAt, until: startsAt };
  return judge(await times.reading(tx, place, [service], ask, within), service, startsAt, ask);
}

/** The same of what was read under the lock. Pure. @throws BookingRefused, BookingPersonGone */
export function judge(
  reading: AgendaReading,
  service: AgendaService,
  startsAt: number,
  ask: TimeQuestion,
): { readonly slot: BookingSlot; readonly needs: ResourceNeed[] } {
  if (!Number.isInteger(ask.party) || ask.party < service.partyMin || ask.party > service.partyMax)
    throw new BookingRefused({ problem: 'party' });
  if (ask.person != null && !receivesFor(reading, service, ask.person)) throw new BookingPersonGone({});
  if (service.isGroup) {
    const answer = judgeSession(reading, service, startsAt, ask);
    if ('refusal' in answer) throw new BookingRefused({ problem: answer.refusal });
    return { slot: answer.slot, needs: [] };
  }
  const question = questionOf(reading, service, ask);
  // Who serves for it is away for now, or was taken out of the agenda: nobody is free, however many people come.
  if (question.services.some(({ needs }) => needs.some((need) => need.length === 0)))
    throw new BookingRefused({ problem: 'full' });
  const answer = judgeBooking(question, startsAt);
  if ('refusal' in answer) throw new BookingRefused({ problem: answer.refusal });
  return { slot: answer.slot, needs: takenBy(reading, service, answer.slot) };
}
