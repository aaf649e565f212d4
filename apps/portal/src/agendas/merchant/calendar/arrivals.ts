import type { Booking } from '@halles/domain/agendas';
import { MINUTE } from '@halles/kernel';

/** So many who come next are shown. */
const NEXT = 4;

/** Who is there, who should be, and who comes next. */
export interface Arrivals<T> {
  /** They wait in the shop. */
  readonly waiting: readonly T[];
  /** Their time has come, and nobody saw them. */
  readonly late: readonly T[];
  readonly next: readonly T[];
}

type Expected = Pick<Booking, 'state' | 'startsAt'>;

/** Sorts the bookings of today, in order of time. Pure. */
export function arrivalsOf<T extends Expected>(bookings: readonly T[], now: Date): Arrivals<T> {
  const expected = bookings.filter(({ state }) => state === 'confirmed');
  return {
    waiting: bookings.filter(({ state }) => state === 'arrived'),
    late: expected.filter(({ startsAt }) => startsAt <= now),
    next: expected.filter(({ startsAt }) => startsAt > now).slice(0, NEXT),
  };
}

/** Minutes since somebody was expected; 0 where they are not late. Pure. */
export const minutesLate = ({ state, startsAt }: Expected, now: Date): number =>
  state === 'confirmed' ? Math.max(0, Math.floor((now.getTime() - startsAt.getTime()) / MINUTE)) : 0;
