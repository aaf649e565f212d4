import { MAX_ABSENCES, type ResourceAbsence } from '@halles/contracts';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { Clock, DAY } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AbsenceOver, AgendaFull, AgendaTimeNotBlocked } from '../bookings/booking.errors';
import type { Booking } from '../bookings/booking';
import { BookingRepository } from '../bookings/booking.repository';
import { absenceKey, absenceTimes } from './absence-times';
import type { AgendaResource } from './agenda';
import { AgendaResources } from './agenda-items.service';

/** So many bookings are listed for one page. */
const MOST = 50;
/** As far ahead as anything may be booked, with the longest of it. */
const FARTHEST = 367 * DAY;

/**
 * When who serves in an agenda is away. What was booked of somebody before is not cancelled by that: somebody decides of each.
 */
@Injectable()
export class ResourceAbsences {
  constructor(
    private readonly work: UnitOfWork,
    private readonly resources: AgendaResources,
    private readonly bookings: BookingRepository,
    private readonly clock: Clock,
  ) {}

  /** The bookings to come that fall into the absences of a resource, the next ones first. */
  async during(
    ctx: TenantContext,
    listingId: number,
    { id, absences }: Pick<AgendaResource, 'id' | 'absences'>,
  ): Promise<Booking[]> {
    const now = this.clock.now();
    const ahead = { from: now.getTime(), until: now.getTime() + FARTHEST };
    const times = absenceTimes(absences, ctx.tenant.settings.timeZone, ahead);
    if (times.length === 0) return [];
    return this.work.read(ctx, (tx) => this.bookings.listOfResource(tx, listingId, id, { times, now }, MOST));
  }

  /**
   * Notes an absence; the same once more changes its reason alone. What is over is forgotten.
   * @throws AbsenceOver its last day is over
   * @throws AgendaResourceNotFound, AgendaFull
   */
  async add(
    ctx: TenantContext,
    listingId: number,
    resourceId: string,
    absence: ResourceAbsence,
  ): Promise<void> {
    if (absence.until < this.today(ctx)) throw new AbsenceOver({});
    const key = absenceKey(absence);
    await this.change(ctx, listingId, resourceId, (known) => [
      ...known.filter((one) => absenceKey(one) !== key),
      absence,
    ]);
  }

  /**
   * Takes one out again.
   * @param key of `absenceKey`
   * @throws AgendaTimeNotBlocked somebody took it out meanwhile
   * @throws AgendaResourceNotFound
   */
  async remove(ctx: TenantContext, listingId: number, resourceId: string, key: string): Promise<void> {
    await this.change(ctx, listingId, resourceId, (known) => {
      const left = known.filter((one) => absenceKey(one) !== key);
      if (left.length === known.length) throw new AgendaTimeNotBlocked({});
      return left;
    });
  }

  private async change(
    ctx: TenantContext,
    listingId: number,
    resourceId: string,
    decide: (known: readonly ResourceAbsence[]) => readonly ResourceAbsence[],
  ): Promise<void> {
    const today = this.today(ctx);
    await this.resources.change(ctx, listingId, resourceId, ({ id: _, ...now }) => {
      const absences = decide(now.absences)
        .filter(({ until }) => until >= today)
        .toSorted((one, other) => absenceKey(one).localeCompare(absenceKey(other)));
      if (absences.length > MAX_ABSENCES) throw new AgendaFull({});
      return { ...now, absences };
    });
  }

  /** ISO date. */
  private today(ctx: TenantContext): string {
    return isoOfDay(wallTime(ctx.tenant.settings.timeZone, this.clock.now().getTime()).day);
  }
}
