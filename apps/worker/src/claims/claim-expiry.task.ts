import { ClaimService } from '@halles/domain/claims';
import { HOUR } from '@halles/kernel';
import { Every, type TaskCounts, type TaskRun } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Ends claims that nobody proved in time, and deletes the documents that no claim needs. */
@Injectable()
export class ClaimExpiryTask {
  constructor(private readonly claims: ClaimService) {}

  /** One tenant, whatever its state. */
  @Every(HOUR, { name: 'claim-expiry', perTenant: 'any-state' })
  async expire(ctx: TenantContext, { now, signal }: TaskRun): Promise<TaskCounts> {
    let expired = 0;
    for (let more = 1; more > 0 && !signal.aborted; expired += more)
      more = await this.claims.expire(ctx, now);
    return { expired, documents: await this.claims.eraseOrphans(ctx, now) };
  }
}
