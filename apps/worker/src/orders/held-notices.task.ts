import { HeldNotices } from '@halles/domain/orders';
import { SECOND } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Tells customers of what their shops did, once those had time to take it back. */
@Injectable()
export class HeldNoticesTask {
  constructor(private readonly notices: HeldNotices) {}

  /** One tenant: a portal that is closed still owes what it did. */
  @Every(15 * SECOND, { name: 'held-notices', perTenant: 'any-state' })
  async run(ctx: TenantContext, { signal }: TaskRun): Promise<TaskCounts> {
    return { released: await this.notices.release(ctx, () => signal.aborted) };
  }
}
