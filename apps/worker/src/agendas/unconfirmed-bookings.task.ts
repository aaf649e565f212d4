import { BookingHandling } from '@halles/domain/agendas';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Ends bookings that their shop did not confirm before their time. */
@Injectable()
export class UnconfirmedBookingsTask {
  constructor(private readonly bookings: BookingHandling) {}

  /** One tenant: who waits for an answer of a portal that is closed waits all the same. */
  @Every(5 * MINUTE, { name: 'unconfirmed-bookings', perTenant: 'any-state' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { ended: await this.bookings.endUnconfirmed(ctx, () => signal.aborted) };
  }
}
