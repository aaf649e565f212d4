import type { ClaimPolicy } from '@halles/contracts';
import { appendAudit, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type ChosenPolicy, ClaimPolicyRepository } from './claim-policy.repository';

/** The policy that new claims are made under. */
export interface CurrentPolicy {
  readonly policy: ClaimPolicy;
  /** Who chose it; null where it is what the file of the territory says. */
  readonly chosen: Pick<ChosenPolicy, 'name' | 'at'> | null;
}

/**
 * How a territory takes proofs. What its town hall chose stands; while it chose nothing, what the territory's file says. A
 * claim keeps the policy of the day on which it began.
 */
@Injectable()
export class ClaimPolicies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: ClaimPolicyRepository,
  ) {}

  /** For the use cases of others, in their transaction. */
  async today(tx: TenantTx): Promise<ClaimPolicy> {
    return (await this.current(tx)).policy;
  }

  async find(ctx: TenantContext): Promise<CurrentPolicy> {
    return this.work.read(ctx, (tx) => this.current(tx));
  }

  /** The town hall chooses: it counts for every claim that begins from now on, and claims under way keep theirs. */
  async choose(
    ctx: TenantContext,
    policy: ClaimPolicy,
    by: Pick<ChosenPolicy, 'accountId' | 'name'>,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const was = (await this.current(tx)).policy;
      await this.policies.put(tx, { policy, ...by, at: now });
      await appendAudit(tx, 'claim-policy.chosen', { policy, was }, now);
    });
  }

  private async current(tx: TenantTx): Promise<CurrentPolicy> {
    const chosen = await this.policies.find(tx);
    return chosen === null
      ? { policy: tx.ctx.tenant.settings.claims.policy, chosen: null }
      : { policy: chosen.policy, chosen: { name: chosen.name, at: chosen.at } };
  }
}
