import {
  type ChangeRole,
  changeRoleSchema,
  type InviteToTeam,
  inviteToTeamSchema,
  type TeamView,
} from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { type ConsoleSession, ConsoleTeam } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type IdParams, idParams } from '../id-schemas';
import { Signed } from '../session/console-request';
import { presentTeam } from './team.presenter';
import { TeamService } from './team.service';

/** Who works for a territory in the console. */
@Controller('api/tenants/:tenant/team')
export class TeamController {
  constructor(
    private readonly team: ConsoleTeam,
    private readonly service: TeamService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('team.manage')
  @Header('cache-control', 'no-store')
  async view(@Ctx() ctx: TenantContext, @Signed() { account }: ConsoleSession): Promise<TeamView> {
    const tenantId = ctx.tenant.id;
    const [members, invitations] = await Promise.all([
      this.team.members(tenantId),
      this.team.invitations(tenantId),
    ]);
    return presentTeam({ tenantId, yourself: account.id, now: this.clock.now() }, members, invitations);
  }

  @Post('invitations')
  @Requires('team.manage')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async invite(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Body({ schema: inviteToTeamSchema }) input: InviteToTeam,
  ): Promise<{ readonly id: string }> {
    return { id: await this.service.invite(ctx, input, account.id) };
  }

  /** Sends the invitation again, with a new link. */
  @Post('invitations/:id/sending')
  @Requires('team.manage')
  @HttpCode(204)
  async resend(@Ctx() ctx: TenantContext, @Param({ schema: idParams }) { id }: IdParams): Promise<void> {
    await this.service.resend(ctx, id);
  }

  @Delete('invitations/:id')
  @Requires('team.manage')
  @HttpCode(204)
  async revoke(@Ctx() ctx: TenantContext, @Param({ schema: idParams }) { id }: IdParams): Promise<void> {
    await this.service.revoke(ctx, id);
  }

  @Put('members/:id')
  @Requires('team.manage')
  @HttpCode(204)
  async setRole(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changeRoleSchema }) { role }: ChangeRole,
  ): Promise<void> {
    await this.service.setRole(ctx, id, role, account.id);
  }

  @Delete('members/:id')
  @Requires('team.manage')
  @HttpCode(204)
  async withdraw(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<void> {
    await this.service.withdraw(ctx, id, account.id);
  }
}
