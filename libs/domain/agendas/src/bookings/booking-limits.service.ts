import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Clock } from '@halles/kernel';
import { Injectable } from '@nestjs/common';
import type { AgendaPlace } from '../settings/agenda';
import { AgendaRepository } from '../settings/agenda.repository';
import { BookingLimitReached, BookingNotOnline } from './booking.errors';
import type { BookingActor } from './booking-state';
import { BookingLimitsRepository, type BookingPerson } from './booking-limits.repository';

/** One more booking of somebody. */
interface OneMore {
  readonly person: BookingPerson;
  readonly startsAt: Date;
  /** A booking that does not count: it is moved. */
  readonly except?: string | null;
}

interface ReachedLimit {
  readonly limit: 'ahead' | 'day';
  readonly most: number;
}

/** Who is told why a booking is refused. */
interface Caller {
  readonly actor: BookingActor;
  /** The address that they proved to be theirs. */
  readonly provenEmail?: string | null;
}

/** Whether somebody may have one more booking at a place. */
@Injectable()
export class BookingLimits {
  constructor(
    private readonly agendas: AgendaRepository,
    private readonly counts: BookingLimitsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Before days are locked: where a place has limits its bookings wait for each other, so that two of one person for different
   * days do not both count as the last.
   */
  async lock(tx: TenantWriteTx, { listing, settings }: AgendaPlace): Promise<void> {
    if (settings.limitAhead !== null || settings.limitPerDay !== null)
      await this.agendas.lock(tx, listing.id);
  }

  /**
   * Under that lock, once the time was judged: a time that nobody can have tells nothing about a person.
   * @throws BookingLimitReached to the shop and the town, and to who proved the address to be theirs
   * @throws BookingNotOnline to anybody else, who is not told who has appointments here
   */
  async check(tx: TenantWriteTx, place: AgendaPlace, one: OneMore, by: Caller): Promise<void> {
    const reached = await this.reached(tx, place, one);
    if (reached === null) return;
    if (by.actor !== 'customer') throw new BookingLimitReached(reached);
    const { email } = one.person;
    if (email === null || email.toLowerCase() !== by.provenEmail?.toLowerCase())
      throw new BookingNotOnline({});
    // The number beside it may be somebody else's.
    const own = await this.reached(tx, place, { ...one, person: { email, phone: null } });
    throw own ? new BookingLimitReached(own) : new BookingNotOnline({});
  }

  private async reached(
    tx: TenantWriteTx,
    { listing, settings: { limitAhead, limitPerDay } }: AgendaPlace,
    { person, startsAt, except = null }: OneMore,
  ): Promise<ReachedLimit | null> {
    if (limitAhead === null && limitPerDay === null) return null;
    const now = this.clock.now();
    const { ahead, thatDay } = await this.counts.count(tx, listing.id, person, { startsAt, now, except });
    if (limitPerDay !== null && thatDay >= limitPerDay) return { limit: 'day', most: limitPerDay };
    if (limitAhead !== null && ahead >= limitAhead) return { limit: 'ahead', most: limitAhead };
    return null;
  }
}
