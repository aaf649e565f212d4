import { type Account, GrantService } from '@halles/domain/accounts';
import {
  type Listing,
  ListingReportNotFound,
  ListingRepository,
  ListingWriter,
} from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import { DAY } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ReportDecidedAlready } from './freshness.errors';
import { escalateReport, mailReport } from './freshness.events';
import { type QueuedReport, type ReportFilter, ReportRepository } from './report.repository';

/** Who keeps a listing has so long to answer a report; then the town's agents look at it. */
export const REPORT_PATIENCE = 7 * DAY;
const BATCH = 200;

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

/** A report that waits for a decision. */
export interface WaitingReport {
  readonly report: QueuedReport;
  readonly listing: Listing;
}

/** Readers' reports of errors: to whom they go, and what is decided on them. */
@Injectable()
export class ReportQueue {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportRepository,
    private readonly listings: ListingRepository,
    private readonly grants: GrantService,
    private readonly notifications: NotificationService,
    private readonly directory: ListingWriter,
    private readonly outbox: Outbox,
  ) {}

  /** Reports, the newest first. */
  async list(ctx: TenantContext, filter: ReportFilter): Promise<QueuedReport[]> {
    return this.work.read(ctx, (tx) => this.reports.list(tx, filter));
  }

  /** @throws ListingReportNotFound */
  async get(ctx: TenantContext, id: string): Promise<QueuedReport> {
    const found = await this.work.read(ctx, (tx) => this.reports.find(tx, id));
    if (!found) throw new ListingReportNotFound({});
    return found;
  }

  /**
   * The report is right: what it says was corrected, or will be.
   * @throws ListingReportNotFound
   * @throws ReportDecidedAlready
   */
  async accept(ctx: TenantContext, input: ReportInput, by: ReportDecider, now: Date): Promise<void> {
    await this.work.write(ctx, (tx) => this.#decide(tx, 'accepted', input, by, now));
  }

  /**
   * The report is wrong, and counts no longer among those that say that the place is closed.
   * @throws ListingReportNotFound
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
   * @throws ListingReportNotFound where the town has decided nothing on it
   */
  async reopen(ctx: TenantContext, id: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const report = await this.reports.find(tx, id);
      if (!report || !(await this.reports.reopen(tx, id))) throw new ListingReportNotFound({});
      const { listing, decision } = report;
      await appendAudit(
        tx,
        'report.reopened',
        { report: id, listing: listing.id, was: decision?.at ?? null },
        now,
      );
      await this.#showAgain(tx, report, now);
    });
  }

  /** Tells who keeps the listing of a report; where nobody does, the agents have it at once. Twice is once. */
  async tell(ctx: TenantContext, reportId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const report = await this.reports.find(tx, reportId);
      if (report?.state !== 'new') return;
      const { listing } = report;
      const owner = await this.grants.ownerOf(tx, listing.id);
      if (!owner) {
        await this.reports.escalate(tx, reportId, now);
        return;
      }
      const notice = { accountId: owner.id, event: 'report', listingId: listing.id, ref: reportId } as const;
      await this.notifications.tell(tx, { ...notice, mail: mailReport(reportId) }, now);
    });
  }

  /**
   * Hands what was not answered in seven days to the agents, each in a transaction of its own with the promise of a mail to
   * the town. Several at once share the work.
   * @returns how many were handed over by this call
   */
  async escalate(ctx: TenantContext, now: Date): Promise<number> {
    const before = new Date(now.getTime() - REPORT_PATIENCE);
    const due = await this.work.read(ctx, (tx) => this.reports.overdue(tx, before, BATCH));
    let handed = 0;
    for (const id of due)
      handed += await this.work.write(ctx, async (tx) => {
        if (!(await this.reports.escalate(tx, id, now))) return 0;
        await this.outbox.append(tx, escalateReport(id));
        return 1;
      });
    return handed;
  }

  /** What the mail of a report to the owner says; null where none is to be sent: decided, or nobody keeps the page. */
  async mailOf(
    ctx: TenantContext,
    reportId: string,
  ): Promise<(WaitingReport & { readonly owner: Account }) | null> {
    return this.work.read(ctx, async (tx) => {
      const waiting = await this.#waiting(tx, reportId);
      const owner = waiting && (await this.grants.ownerOf(tx, waiting.report.listing.id));
      return waiting && owner ? { ...waiting, owner } : null;
    });
  }

  /** A report that nobody decided on yet, on a listing that may be shown. Null for any other. */
  async waiting(ctx: TenantContext, reportId: string): Promise<WaitingReport | null> {
    return this.work.read(ctx, (tx) => this.#waiting(tx, reportId));
  }

  async #waiting(tx: TenantTx, reportId: string): Promise<WaitingReport | null> {
    const report = await this.reports.find(tx, reportId);
    if (report?.state !== 'new') return null;
    const listing = await this.listings.find(tx, report.listing.id);
    return listing ? { report, listing } : null;
  }

  async #decide(
    tx: TenantWriteTx,
    state: 'accepted' | 'refused',
    { id, listingId, reason }: ReportInput,
    by: ReportDecider,
    now: Date,
  ): Promise<void> {
    const report = await this.reports.find(tx, id);
    if (!report || (listingId !== undefined && report.listing.id !== listingId))
      throw new ListingReportNotFound({});
    const decision = { at: now, by: by.kind, accountId: by.accountId, name: by.name, reason };
    if (!(await this.reports.decide(tx, id, state, decision))) throw new ReportDecidedAlready({});
    await appendAudit(tx, `report.${state}`, { report: id, listing: report.listing.id }, now);
    await this.#showAgain(tx, report, now);
  }

  /** The page says that several people report a closing: what is kept of it is as old as the decision. */
  async #showAgain(tx: TenantWriteTx, { kind }: QueuedReport, now: Date): Promise<void> {
    if (kind === 'closed') await this.directory.attempt(tx, () => this.directory.finish(tx, 'touched', now));
  }
}
