import type { FurtherService } from '@halles/contracts';
import { instantOf, wallTime } from '@halles/domain/hours';
import { HOUR, type Locale, MINUTE } from '@halles/kernel';

/**
 * What became of somebody who waits: `waiting`; `booked` a time that was kept for them; `left` by themselves; `removed` by the shop;
 * `unanswered`: they were told of a time that was kept for them, in vain. Whose last day is over waits no more, whatever their state says.
 */
export const WAIT_STATES = ['waiting', 'booked', 'left', 'removed', 'unanswered'] as const;
export type WaitState = (typeof WAIT_STATES)[number];

/** The highest priority that a shop gives. */
export const MOST_PRIORITY = 9;

/** A time that is kept for somebody who waits. */
export interface WaitOffer {
  /** Also the key of the hold that keeps it. */
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly expiresAt: Date;
}

/** Somebody who waits for a time of an agenda that is full. */
export interface BookingWait {
  readonly id: string;
  readonly listingId: number;
  readonly serviceId: string;
  /** Of several in a row: all of them. */
  readonly serviceName: string;
  /** What follows the service in the same booking, in order. */
  readonly further: readonly FurtherService[];
  /** Mails say nothing of what it is about. */
  readonly isSensitive: boolean;
  /** Minutes; null: as long as usual. */
  readonly duration: number | null;
  /** Number of the signed link by which they were invited. */
  readonly invitation: number | null;
  /** ISO dates, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Minutes since midnight between which it has to begin; the last one does not count. */
  readonly from: number;
  readonly until: number;
  readonly party: number;
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly locale: Locale;
  readonly priority: number;
  readonly state: WaitState;
  readonly createdAt: Date;
  /** That is kept for them now. */
  readonly offer: WaitOffer | null;
}

/** Nobody reads their mail at night: these hours alone count. */
const DAYTIME = { from: 8 * 60, until: 21 * 60 } as const;
/** A time is not kept for less. */
const SHORTEST = 15 * MINUTE;
/** Whoever accepts still has to come. */
const TRAVEL = 15 * MINUTE;

/** So many hours of daytime after an instant, by the clock on the wall. Pure. */
function afterDaytime(timeZone: string, now: number, hours: number): number {
  let [left, at] = [hours * HOUR, now];
  // Forty-eight hours are four days of thirteen: never more rounds than that, and one for each end.
  for (let round = 0; round < 8; round += 1) {
    const { day } = wallTime(timeZone, at);
    const [morning, evening] = [
      instantOf(timeZone, day, DAYTIME.from),
      instantOf(timeZone, day, DAYTIME.until),
    ];
    const from = Math.max(at, morning);
    if (from + left <= evening) return from + left;
    left -= Math.max(0, evening - from);
    at = instantOf(timeZone, day + 1, 0);
  }
  return at;
}

/**
 * Until when a time is kept for somebody: the hours of the shop, of daytime alone; near the appointment at most half of what is
 * left, so that the next one may still have it. Null where it is too near to be kept for anybody. Pure.
 */
export function offerUntil(timeZone: string, now: Date, startsAt: number, hours: number): Date | null {
  const left = startsAt - TRAVEL - now.getTime();
  const until = Math.min(afterDaytime(timeZone, now.getTime(), hours), now.getTime() + left / 2);
  return until - now.getTime() < SHORTEST ? null : new Date(Math.floor(until / MINUTE) * MINUTE);
}

/** Whether a start is one that somebody waits for. Pure. */
export function isWaitedFor(
  { firstDay, lastDay, from, until }: Pick<BookingWait, 'firstDay' | 'lastDay' | 'from' | 'until'>,
  at: { readonly day: string; readonly minute: number },
): boolean {
  return at.day >= firstDay && at.day <= lastDay && at.minute >= from && at.minute < until;
}
