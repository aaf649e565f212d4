import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Clock } from '@halles/kernel';
import { Injectable } from '@nestjs/common';
import type { AgendaPlace } from './agenda';
import { AgendaRepository } from './agenda.repository';
import { BookingLimitReached } from './booking.errors';
import { BookingLimitsRepository, type BookingPerson } from './booking-limits.repository';

/** Whether somebody may have one more booking at a place. */
@Injectable()
export class BookingLimits {
  constructor(
    private readonly agendas: AgendaRepository,
    private readonly counts: BookingLimitsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Asked before days are locked: where a place has limits its bookings wait for each other, so that two of one person for
   * different days do not both count as the last.
   * @param except a booking that does not count: it is moved
   * @throws BookingLimitReached
   */
  async check(
    tx: TenantWriteTx,
    { listing, settings }: AgendaPlace,
    person: BookingPerson,
    startsAt: number,
    except: string | null = null,
  ): Promise<void> {
    const { limitAhead, limitPerDay } = settings;
    if (limitAhead === null && limitPerDay === null) return;
    const at = new Date(startsAt);
    // No calendar knows it: the time itself is refused.
    if (Number.isNaN(at.getTime()) || Math.abs(at.getUTCFullYear() - 2100) > 200) return;
    await this.agendas.lock(tx, listing.id);
    const now = this.clock.now();
    const { ahead, thatDay } = await this.counts.count(tx, listing.id, person, { startsAt: at, now, except });
    if (limitPerDay !== null && thatDay >= limitPerDay)
      throw new BookingLimitReached({ limit: 'day', most: limitPerDay });
    if (limitAhead !== null && ahead >= limitAhead)
      throw new BookingLimitReached({ limit: 'ahead', most: limitAhead });
  }
}
