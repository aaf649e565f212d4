import {
  type AssignCase,
  assignCaseSchema,
  type CaseAssignmentView,
  type OpenCasesView,
} from '@halles/contracts';
import { type ConsoleSession, ConsoleTeam, NoSuchConsoleAccount } from '@halles/domain/console-accounts';
import { type Agent, CaseAssignments } from '@halles/domain/cases';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Put } from '@nestjs/common';
import { type CaseParams, caseParams } from '../id-schemas';
import { Signed } from '../session/console-request';

/** What waits for the town, and who looks at it: seen by all who may read the queues. */
@Controller('api/tenants/:tenant')
export class CaseAssignmentsController {
  constructor(
    private readonly cases: CaseAssignments,
    private readonly team: ConsoleTeam,
    private readonly clock: Clock,
  ) {}

  @Get('open-cases')
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async view(@Ctx() ctx: TenantContext, @Signed() { account }: ConsoleSession): Promise<OpenCasesView> {
    const { counts, assignees } = await this.cases.find(ctx, this.clock.now());
    return {
      counts,
      assignees: assignees.map(({ kind, id, assignee }) => ({ kind, id, assignee })),
      team: [...(await this.agents(ctx))],
      yourself: account.id,
    };
  }

  @Get('cases/:kind/:id')
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async one(
    @Ctx() ctx: TenantContext,
    @Param({ schema: caseParams }) ref: CaseParams,
  ): Promise<CaseAssignmentView> {
    const { assignee, events } = await this.cases.get(ctx, ref);
    return { assignee, events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })) };
  }

  /** Takes a case, gives it to a colleague, or lets go of it. */
  @Put('cases/:kind/:id/assignee')
  @Requires('claims.decide')
  @HttpCode(204)
  async assign(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: caseParams }) ref: CaseParams,
    @Body({ schema: assignCaseSchema }) { assignee, was }: AssignCase,
  ): Promise<void> {
    const by = { id: account.id, name: account.name };
    const to = assignee === null || assignee === by.id ? by : await this.agent(ctx, assignee);
    await this.cases.assign(ctx, ref, { to: assignee === null ? null : to, was, by }, this.clock.now());
  }

  /** @throws NoSuchConsoleAccount for who has no role on the territory */
  private async agent(ctx: TenantContext, id: string): Promise<Agent> {
    const found = (await this.agents(ctx)).find((one) => one.id === id);
    if (!found) throw new NoSuchConsoleAccount({});
    return found;
  }

  private async agents(ctx: TenantContext): Promise<readonly Agent[]> {
    return (await this.team.members(ctx.tenant.id)).map(({ id, name }) => ({ id, name }));
  }
}
