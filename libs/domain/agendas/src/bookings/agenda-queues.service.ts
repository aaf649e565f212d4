import { dayIn } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** What waits at an agenda. */
export interface AgendaQueue {
  /** Whether it takes bookings online. */
  readonly isOpen: boolean;
  /** Appointments to come that wait to be confirmed. */
  readonly pending: number;
  /** Those of today that are kept. */
  readonly today: number;
}

const QUEUES = `
  SELECT s.listing_id AS id, s.is_open AS "isOpen",
         (SELECT count(*)::int FROM booking b
           WHERE b.listing_id = s.listing_id AND b.state = 'pending' AND b.starts_at > $2) AS pending,
         (SELECT count(*)::int FROM booking b
           WHERE b.listing_id = s.listing_id AND b.state IN ('pending', 'confirmed', 'arrived', 'served')
             AND b.starts_at >= $3::timestamp AT TIME ZONE $4
             AND b.starts_at < ($3::timestamp + interval '1 day') AT TIME ZONE $4) AS today
    FROM agenda s WHERE s.listing_id = ANY ($1)`;

/** How much waits at the agendas that the town keeps, or answers for. */
@Injectable()
export class AgendaQueues {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Those of some listings that have an agenda, by the number of the listing; today by the clock of the territory. */
  async of(ctx: TenantContext, listingIds: readonly number[]): Promise<ReadonlyMap<number, AgendaQueue>> {
    if (listingIds.length === 0) return new Map();
    const now = this.clock.now();
    const { timeZone } = ctx.tenant.settings;
    const rows = await this.work.read(ctx, (tx) =>
      tx.manager.query<(AgendaQueue & { readonly id: number })[]>(QUEUES, [
        ...[listingIds, now, dayIn(timeZone, now), timeZone],
      ]),
    );
    return new Map(rows.map(({ id, ...queue }) => [id, queue]));
  }
}
