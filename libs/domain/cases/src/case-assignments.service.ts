import { EraseAfter } from '@halles/platform/scheduling';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type Agent, type CaseCounts, type CaseEvent, type CaseRef, CaseRepository } from './case.repository';
import { CaseNotFound, CaseTaken } from './case.errors';

/** What waits for the town, and who looks at it. */
export interface OpenCases {
  readonly counts: CaseCounts;
  readonly assignees: readonly (CaseRef & { readonly assignee: Agent })[];
}

/** How the agents of a territory share what waits for them. Who decides a case need not be who looks at it. */
@Injectable()
export class CaseAssignments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CaseRepository,
  ) {}

  async find(ctx: TenantContext, now: Date): Promise<OpenCases> {
    return this.work.read(ctx, async (tx) => ({
      counts: await this.cases.counts(tx, now),
      assignees: await this.cases.assignees(tx),
    }));
  }

  /** Who looks at a case, and who did before. */
  async get(
    ctx: TenantContext,
    ref: CaseRef,
  ): Promise<{ readonly assignee: Agent | null; readonly events: readonly CaseEvent[] }> {
    return this.work.read(ctx, async (tx) => ({
      assignee: await this.cases.assignee(tx, ref),
      events: await this.cases.events(tx, ref),
    }));
  }

  /**
   * Gives a case to somebody, or to nobody in particular.
   * @param to null to let go of it
   * @param was who the caller thinks has it
   * @throws CaseNotFound; CaseTaken where somebody else has it since
   */
  async assign(
    ctx: TenantContext,
    ref: CaseRef,
    { to, was, by }: { readonly to: Agent | null; readonly was: string | null; readonly by: Agent },
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await this.cases.hold(tx, ref))) throw new CaseNotFound({});
      const current = await this.cases.assignee(tx, ref);
      if (current?.id === to?.id) return;
      if ((current?.id ?? null) !== was) throw new CaseTaken({ name: current?.name ?? null });
      const act = to === null ? 'release' : to.id === by.id ? 'take' : 'assign';
      await this.cases.setAssignee(tx, ref, to, now);
      await this.cases.insertEvent(tx, uuid(), ref, { act, by: by.name, to: to?.name ?? null, at: now });
      await appendAudit(tx, `case.${act}`, { kind: ref.kind, case: ref.id, to: to?.id ?? null }, now);
    });
  }

  /** Erases who looked at what before the instant. Returns how many lines. */
  @EraseAfter('cases', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.cases.deleteBefore(tx, instant));
  }
}
