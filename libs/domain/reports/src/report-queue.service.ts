import type { CorrectedPart } from '@halles/contracts';
import { type Account, GrantService } from '@halles/domain/accounts';
import { type Listing, ListingRepository } from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { REPORT_ANSWER_TIME } from './answer-time';
import { ClosureSentence } from './closure-sentence';
import { changedParts } from './owner-correction';
import { ReportNotFound } from './report.errors';
import { mailReport } from './report.events';
import {
  type HiddenPostRef,
  type OpenReports,
  type QueuedReport,
  type ReportFilter,
  ReportQueueRepository,
} from './report-queue.repository';

/** How many overdue reports are looked up at once. */
export const ESCALATION_BATCH = 200;

/** A report that waits for a decision. */
export interface WaitingReport {
  readonly report: QueuedReport;
  readonly listing: Listing;
}

/** Readers' reports of errors: who is to answer them, and when they go to the town. */
@Injectable()
export class ReportQueue {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportQueueRepository,
    private readonly listings: ListingRepository,
    private readonly grants: GrantService,
    private readonly notifications: NotificationService,
    private readonly sentence: ClosureSentence,
  ) {}

  /** Reports, the newest first. */
  async list(ctx: TenantContext, filter: ReportFilter): Promise<QueuedReport[]> {
    return this.work.read(ctx, (tx) => this.reports.list(tx, filter));
  }

  /** How many reports on each of some listings wait; a listing without any is not among them. */
  async openOf(ctx: TenantContext, listingIds: readonly number[]): Promise<OpenReports[]> {
    if (listingIds.length === 0) return [];
    return this.work.read(ctx, (tx) => this.reports.openOf(tx, listingIds));
  }

  /** Why the town changed a page when it decided on reports, by the version of the page. */
  async reasonsOf(
    ctx: TenantContext,
    listingId: number,
    versions: readonly number[],
  ): Promise<ReadonlyMap<number, string>> {
    const found = await this.work.read(ctx, (tx) => this.reports.reasonsOf(tx, listingId, versions));
    return new Map(found.map(({ version, reason }) => [version, reason]));
  }

  /** @throws ReportNotFound */
  async get(ctx: TenantContext, id: string): Promise<QueuedReport> {
    const found = await this.work.read(ctx, (tx) => this.reports.find(tx, id));
    if (!found) throw new ReportNotFound({});
    return found;
  }

  /** How many others say the same, and are answered with it. */
  async countLikes(ctx: TenantContext, { id, state }: Pick<QueuedReport, 'id' | 'state'>): Promise<number> {
    if (state !== 'new') return 0;
    return this.work.read(ctx, async (tx) => (await this.reports.likesOf(tx, id)).length);
  }

  /**
   * Of a report that its owner says is right, what they changed of the page between the report and that: they correct it
   * themselves, before they answer. Null of any other.
   */
  async changedByOwner(ctx: TenantContext, report: QueuedReport): Promise<readonly CorrectedPart[] | null> {
    const { state, decision } = report;
    if (state !== 'accepted' || decision?.by !== 'merchant') return null;
    return this.work.read(ctx, async (tx) =>
      changedParts(await this.reports.correctionOf(tx, report, { until: decision.at, by: 'merchant' })),
    );
  }

  /** Whether a hidden post stays so whatever becomes of a report: another one was accepted of it meanwhile. */
  async isHeld(ctx: TenantContext, report: QueuedReport, hidden: HiddenPostRef): Promise<boolean> {
    return this.work.read(ctx, async (tx) => (await this.reports.alsoAccepted(tx, report, hidden)) !== null);
  }

  /** Notifies the owner of the listing of a report; without an owner, or of a post, it goes to the agents. Idempotent. */
  async notifyOwner(ctx: TenantContext, reportId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const report = await this.reports.find(tx, reportId);
      if (report?.state !== 'new') return;
      const { listing } = report;
      const owner = await this.grants.ownerOf(tx, listing.id);
      if (!owner || report.kind === 'post') await this.reports.escalate(tx, reportId, now);
      if (!owner) return;
      const notice = { accountId: owner.id, event: 'report', listingId: listing.id, ref: reportId } as const;
      await this.notifications.notify(tx, { ...notice, mail: mailReport(reportId) }, now);
    });
  }

  /**
   * Hands everything that was not answered in seven days to the agents, each in a transaction of its own. Several at once
   * share the work.
   * @param signal no further report is taken up once it is aborted; the next call goes on
   * @returns how many were handed over by this call
   */
  async escalate(ctx: TenantContext, now: Date, signal: AbortSignal): Promise<number> {
    const before = new Date(now.getTime() - REPORT_ANSWER_TIME);
    let handed = 0;
    for (;;) {
      const due = await this.work.read(ctx, (tx) => this.reports.overdue(tx, before, ESCALATION_BATCH));
      if (due.length === 0) return handed;
      for (const id of due) {
        if (signal.aborted) return handed;
        handed += Number(await this.escalateOne(ctx, id, now));
      }
    }
  }

  /** False where it was handed over or decided meanwhile. */
  private async escalateOne(ctx: TenantContext, id: string, now: Date): Promise<boolean> {
    return this.work.write(ctx, async (tx) => {
      const report = await this.reports.find(tx, id);
      if (!report || !(await this.reports.escalate(tx, id, now))) return false;
      await this.sentence.mayChange(tx, report, now);
      return true;
    });
  }

  /** What the mail of a report to the owner says; null where none is to be sent: decided, or the page has no owner. */
  async mailOf(
    ctx: TenantContext,
    reportId: string,
  ): Promise<(WaitingReport & { readonly owner: Account }) | null> {
    return this.work.read(ctx, async (tx) => {
      const waiting = await this.findWaiting(tx, reportId);
      const owner = waiting && (await this.grants.ownerOf(tx, waiting.report.listing.id));
      return waiting && owner ? { ...waiting, owner } : null;
    });
  }

  /** A report that nobody decided on yet, on a listing that may be shown. Null for any other. */
  async waiting(ctx: TenantContext, reportId: string): Promise<WaitingReport | null> {
    return this.work.read(ctx, (tx) => this.findWaiting(tx, reportId));
  }

  private async findWaiting(tx: TenantTx, reportId: string): Promise<WaitingReport | null> {
    const report = await this.reports.find(tx, reportId);
    if (report?.state !== 'new') return null;
    const listing = await this.listings.find(tx, report.listing.id);
    return listing ? { report, listing } : null;
  }
}
