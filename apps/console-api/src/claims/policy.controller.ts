import { type ChooseClaimPolicy, chooseClaimPolicySchema, type ClaimPolicyView } from '@halles/contracts';
import { ClaimPolicies } from '@halles/domain/claims';
import { Clock } from '@halles/kernel';
import { type ConsoleSession, roleAllows, roleOn } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Put } from '@nestjs/common';
import { Signed } from '../session/console-request';

/** What proofs a territory takes for enough. */
@Controller('api/tenants/:tenant/claim-policy')
export class PolicyController {
  constructor(
    private readonly policies: ClaimPolicies,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async view(@Ctx() ctx: TenantContext, @Signed() { account }: ConsoleSession): Promise<ClaimPolicyView> {
    const { policy, chosen } = await this.policies.find(ctx);
    const role = roleOn(account.grants, ctx.tenant.id);
    return {
      policy,
      chosen: chosen && { by: chosen.name, at: chosen.at.toISOString() },
      mayChoose: role !== null && roleAllows(role, 'policy.edit'),
    };
  }

  @Put()
  @Requires('policy.edit')
  @HttpCode(204)
  async choose(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Body({ schema: chooseClaimPolicySchema }) { policy }: ChooseClaimPolicy,
  ): Promise<void> {
    const by = { accountId: account.id, name: account.name };
    await this.policies.choose(ctx, policy, by, this.clock.now());
  }
}
