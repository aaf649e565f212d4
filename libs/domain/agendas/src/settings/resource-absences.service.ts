import type { ResourceAbsence } from '@halles/contracts';
import { dayOfIso, instantOf, type Interval } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaResource } from './agenda';
import type { Booking } from '../bookings/booking';
import { BookingRepository } from '../bookings/booking.repository';

/** So many bookings are listed for one page. */
const MOST = 50;

/** The time of absences by the clock of a place, from the first midnight to the last. Pure. */
export const absenceTimes = (absences: readonly ResourceAbsence[], timeZone: string): Interval[] =>
  absences.map(({ from, until }) => ({
    from: instantOf(timeZone, dayOfIso(from), 0),
    until: instantOf(timeZone, dayOfIso(until) + 1, 0),
  }));

/** What was booked of somebody before they said that they are away: nothing is cancelled by that, somebody decides of each. */
@Injectable()
export class ResourceAbsences {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly clock: Clock,
  ) {}

  /** The bookings to come that fall into the absences of a resource, the next ones first. */
  async during(ctx: TenantContext, listingId: number, resource: AgendaResource): Promise<Booking[]> {
    if (resource.absences.length === 0) return [];
    const times = absenceTimes(resource.absences, ctx.tenant.settings.timeZone);
    const now = this.clock.now();
    return this.work.read(ctx, (tx) =>
      this.bookings.listOfResource(tx, listingId, resource.id, { times, now }, MOST),
    );
  }
}
