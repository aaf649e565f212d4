import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ClosureSentence } from './closure-sentence';
import { ReportDecidedAlready, ReportNotFound } from './report.errors';
import { ReportQueueRepository } from './report-queue.repository';

/** Who decides on a report. */
export interface ReportDecider {
  readonly kind: 'merchant' | 'agent';
  /** Of the territory for a merchant, of the console for an agent. */
  readonly accountId: string;
  readonly name: string;
}

/** Which report is decided on, by somebody who may. */
export interface ReportInput {
  readonly id: string;
  /** The listing that the decider may speak for; every one unless said. */
  readonly listingId?: number;
  readonly reason: string | null;
}

/** What merchants and agents decide on readers' reports. */
@Injectable()
export class ReportDecisions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportQueueRepository,
    private readonly sentence: ClosureSentence,
  ) {}

  /**
   * The report is right: what it says was corrected, or will be.
   * @throws ReportNotFound
   * @throws ReportDecidedAlready
   */
  async accept(ctx: TenantContext, input: ReportInput, by: ReportDecider, now: Date): Promise<void> {
    await this.work.write(ctx, (tx) => this.#decide(tx, 'accepted', input, by, now));
  }

  /**
   * The report is wrong, and counts no longer among those that say that the place is closed.
   * @throws ReportNotFound
   * @throws ReportDecidedAlready
   */
  async refuse(
    ctx: TenantContext,
    input: ReportInput & { readonly reason: string },
    by: ReportDecider,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, (tx) => this.#decide(tx, 'refused', input, by, now));
  }

  /**
   * Takes a decision of the town back: the report waits again, and counts again where it says that the place is closed.
   * @throws ReportNotFound where the town has decided nothing on it
   */
  async reopen(ctx: TenantContext, id: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const report = await this.reports.find(tx, id);
      if (!report || !(await this.reports.reopen(tx, id))) throw new ReportNotFound({});
      const { listing, decision } = report;
      await appendAudit(
        tx,
        'report.reopened',
        { report: id, listing: listing.id, was: decision?.at ?? null },
        now,
      );
      await this.sentence.mayChange(tx, report, now);
    });
  }

  async #decide(
    tx: TenantWriteTx,
    state: 'accepted' | 'refused',
    { id, listingId, reason }: ReportInput,
    by: ReportDecider,
    now: Date,
  ): Promise<void> {
    const report = await this.reports.find(tx, id);
    if (!report || (listingId !== undefined && report.listing.id !== listingId)) throw new ReportNotFound({});
    const decision = { at: now, by: by.kind, accountId: by.accountId, name: by.name, reason };
    if (!(await this.reports.decide(tx, id, state, decision))) throw new ReportDecidedAlready({});
    await appendAudit(tx, `report.${state}`, { report: id, listing: report.listing.id }, now);
    await this.sentence.mayChange(tx, report, now);
  }
}
