import { WithheldAcknowledgements } from '@halles/domain/orders';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Sends what the law owes to who withdrew, once their mailbox may be written to again. */
@Injectable()
export class WithheldAcknowledgementsTask {
  constructor(private readonly acknowledgements: WithheldAcknowledgements) {}

  /** One tenant, whatever its state. */
  @Every(HOUR, { name: 'withheld-acknowledgements', perTenant: 'any-state' })
  async promise(ctx: TenantContext): Promise<TaskCounts> {
    return { promised: await this.acknowledgements.promise(ctx) };
  }
}
