import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type CorrectedPart, isAboutPlace, type ListingReportInput } from '@halles/contracts';
import type { Degrees } from '@halles/domain/geo';
import { PostReader } from '@halles/domain/posts';
import { Clock, DAY, type Locale } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { SignedLinks, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { AddressFinder, type Listing, ListingNotFound, ListingRepository } from '@halles/domain/listings';
import { ownerUntil } from './answer-time';
import type { ReportEntity } from './report.entity';
import { ClosureSentence } from './closure-sentence';
import { ReportInvalid, ReportKeyReused, ReportNotFound } from './report.errors';
import { acknowledgeReport, answerReport, notifyReport } from './report.events';
import { correctedOf } from './owner-correction';
import { partsOf } from './report-effect';
import { type QueuedReport, ReportQueueRepository } from './report-queue.repository';
import { reportConfirmationLink } from './report-link';
import { ReportRepository } from './report.repository';
import type { ReportedPost } from './reported-post';
import { type PlaceKnown, readReportedPlace, type ReportedPlace, type PlaceFields } from './reported-place';

const contentFields = ['listingId', 'kind', 'message', 'movedTo', 'email', 'locale'] as const;
/** Of a post, which one: it may say something else by the second time. */
const isSamePost = (one: ReportEntity, other: ReportEntity): boolean =>
  one.reportedPost?.id === other.reportedPost?.id;
const MAX_REPORTS = 100;
/** What the same writer sends once more within this time is no other report. */
const SAME_REPORT = DAY;

/** A report as a reader makes it. */
export type ReadersReport = ListingReportInput & {
  readonly listing: number;
  /** Where they put the pin of the new place. */
  readonly pin?: Degrees | null;
};

/** A report, with the business that it is about. */
export interface ReportedListing {
  readonly report: ReportEntity;
  /** Null where it may not be shown any more. */
  readonly listing: Listing | null;
}

/** What the writer of a report is told about it, at the address that they proved. */
export interface ReportMailSubject {
  readonly email: string;
  readonly locale: Locale;
  readonly kind: ReportEntity['kind'];
  /** Title of the post that it is about, as they read it; null where they named none. */
  readonly post: string | null;
  /** Of the business. */
  readonly name: string;
  /** As the public sees it; null where it does not. */
  readonly listing: Listing | null;
}

/** What they are told of the decision on it. */
export interface ReportAnswer extends ReportMailSubject {
  /** `accepted`: it is right, and nothing was changed with the decision. */
  readonly outcome: 'corrected' | 'accepted' | 'refused';
  readonly by: 'merchant' | 'agent';
  readonly changed: readonly CorrectedPart[];
  /** What the reported page was called, where it was merged into `listing`; null of others. */
  readonly mergedName: string | null;
  /** Tells a decision from the next one, which may be alike. */
  readonly decidedAt: Date;
}

/** What they are told where the decision was taken back. */
export interface ReportReopening extends ReportMailSubject {
  /** What the decision had changed, and is as before. */
  readonly restored: readonly CorrectedPart[];
}

/** A report as its writer finds it behind the link that they were mailed. */
export interface OpenedReport extends Pick<ReportEntity, 'id' | 'kind' | 'createdAt'> {
  readonly listing: Listing;
  /** Title of the post that it is about, as they read it; null where they named none. */
  readonly post: string | null;
  readonly isConfirmed: boolean;
  /** Who decides on it: who keeps the business first, or the town; `decided`: somebody has. */
  readonly turn: 'owner' | 'town' | 'decided';
  /** Until when it is the turn of who keeps the business; null where it is not. */
  readonly ownerUntil: Date | null;
}

/** What readers say is wrong in the directory. */
@Injectable()
export class ReportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportRepository,
    private readonly queue: ReportQueueRepository,
    private readonly listings: ListingRepository,
    private readonly addresses: AddressFinder,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly links: SignedLinks,
    private readonly sentence: ClosureSentence,
    private readonly posts: PostReader,
  ) {}

  /**
   * Keeps a report, and promises that who keeps the listing hears of it, and a mail of thanks where an address was left.
   * The same form sent again keeps and sends nothing more, nor does the same from the same writer within a day. A report on a merged listing is one on the listing that it was
   * merged into.
   * @param reporter what its writer is known again by (`ReporterKeys`), the one to keep first; none: it is nobody's
   * @returns whether a mail of thanks is sent
   * @throws ListingNotFound when there is no such listing, or none that may be shown
   * @throws ReportKeyReused when the key was used with other contents
   * @throws ReportInvalid when the business cannot be where it is said to be
   */
  async report(
    ctx: TenantContext,
    { listing: id, ...input }: ReadersReport,
    locale: Locale,
    reporter: readonly string[] = [],
  ): Promise<{ readonly isThanked: boolean }> {
    return this.work.write(ctx, async (tx) => {
      const listing = await this.listings.findHeld(tx, id);
      if (!listing) throw new ListingNotFound({});
      const report: ReportEntity = {
        id: uuid(),
        idempotencyKey: input.idempotencyKey,
        listingId: listing.id,
        kind: input.kind,
        message: input.message,
        movedTo: await this.placeOf(tx, listing, input),
        reportedPost: await this.postOf(tx, listing, input),
        email: input.email,
        locale,
        state: 'new',
        emailProvenAt: null,
        createdAt: this.clock.now(),
        reporterKey: reporter[0] ?? null,
      };
      const isThanked = report.email !== null;
      // Who goes back in their browser gets a form with a new key, and may send it once more. A post may say something else since.
      const since = new Date(report.createdAt.getTime() - SAME_REPORT);
      if (report.kind !== 'post' && (await this.reports.hasTwin(tx, report, reporter, since)))
        return { isThanked };
      if (await this.reports.insertOnce(tx, report, reporter)) {
        await this.outbox.append(tx, notifyReport(report.id));
        if (isThanked) await this.outbox.append(tx, acknowledgeReport(report.id));
        return { isThanked };
      }
      const first = await this.reports.getByIdempotencyKey(tx, input.idempotencyKey);
      const isSame = contentFields.every((field) => isDeepStrictEqual(first[field], report[field]));
      if (!isSame || !isSamePost(first, report)) throw new ReportKeyReused({});
      return { isThanked };
    });
  }

  /** By what is read where a report says that its business is. */
  async placeKnown(ctx: TenantContext, listing: Listing): Promise<PlaceKnown> {
    return this.work.read(ctx, (tx) => this.knownIn(tx, listing));
  }

  private async knownIn(tx: TenantTx, { address }: Listing): Promise<PlaceKnown> {
    const communes = await this.addresses.communesWithMiddles(tx);
    return { communes, shown: { line: address.line ?? address.street, communeCode: address.communeCode } };
  }

  private async placeOf(tx: TenantTx, listing: Listing, fields: PlaceFields): Promise<ReportedPlace | null> {
    if (!isAboutPlace(fields.kind)) return null;
    const read = readReportedPlace(fields, await this.knownIn(tx, listing));
    if ('errors' in read) throw new ReportInvalid({}, read.errors);
    return read.place;
  }

  /** What the post says that a report names; one of another business, or that was erased meanwhile, counts as none. */
  private async postOf(
    tx: TenantTx,
    listing: Listing,
    { kind, post, seen }: ListingReportInput,
  ): Promise<ReportedPost | null> {
    if (kind !== 'post' || post === null) return null;
    const found = await this.posts.keptIn(tx, listing.id, post);
    if (found === null) return null;
    const { id, title, text, updatedAt } = found;
    const wasChanged = seen !== null && new Date(seen).getTime() !== updatedAt.getTime();
    return { id, title, text, ...(wasChanged && { wasChanged }) };
  }

  /** The newest reports on a listing, at most 100. */
  async reportsOf(ctx: TenantContext, listing: number): Promise<ReportEntity[]> {
    return this.work.read(ctx, (tx) => this.reports.ofListing(tx, listing, MAX_REPORTS));
  }

  /** @throws ReportNotFound */
  async getById(ctx: TenantContext, id: string): Promise<ReportedListing> {
    return this.work.read(ctx, async (tx) => {
      const report = await this.reports.getById(tx, id);
      return { report, listing: await this.listings.find(tx, report.listingId) };
    });
  }

  /** What its writer is told of a decision; null where nobody decided, or nobody proved the address. */
  async answerOf(ctx: TenantContext, id: string): Promise<ReportAnswer | null> {
    return this.work.read(ctx, async (tx) => {
      const decided = await this.queue.find(tx, id);
      if (!decided?.decision) return null;
      const { effect, by, at: decidedAt } = decided.decision;
      const isOwners = by === 'merchant' && decided.state === 'accepted';
      const changed = isOwners
        ? correctedOf(decided.kind, await this.queue.correctionOf(tx, decided, { until: decidedAt }))
        : partsOf(effect);
      const subject = await this.mailSubjectOf(tx, decided, changed.includes('hidden'));
      const outcome = decided.state === 'refused' ? 'refused' : effect ? 'corrected' : 'accepted';
      const mergedName = mergedNameOf(decided);
      return subject && { ...subject, outcome, by, changed, mergedName, decidedAt };
    });
  }

  /** What its writer is told where a decision was taken back; null where none was, or the next one is taken already. */
  async reopeningOf(ctx: TenantContext, id: string): Promise<ReportReopening | null> {
    return this.work.read(ctx, async (tx) => {
      const waiting = await this.queue.find(tx, id);
      if (waiting?.state !== 'new' || waiting.takenBack === null) return null;
      const subject = await this.mailSubjectOf(tx, waiting, false);
      return subject && { ...subject, restored: waiting.takenBack };
    });
  }

  /** Null where nobody proved the address. What may not be shown any more is not written about, unless that is the answer. */
  private async mailSubjectOf(
    tx: TenantTx,
    { id, kind, reportedPost, listing: { id: listingId, name: knownName } }: QueuedReport,
    isHidden: boolean,
  ): Promise<ReportMailSubject | null> {
    const { email, emailProvenAt, locale } = await this.reports.getById(tx, id);
    if (email === null || emailProvenAt === null) return null;
    const listing = await this.listings.find(tx, listingId);
    const name = listing?.name ?? (isHidden ? knownName : null);
    return name === null ? null : { email, locale, kind, post: reportedPost?.title ?? null, name, listing };
  }

  /**
   * The report that a mailed link names.
   * @throws ReportNotFound where there is none, or its business may not be shown any more
   */
  async open(ctx: TenantContext, token: string): Promise<OpenedReport> {
    const { report, listing } = await this.getById(ctx, this.idOf(ctx, token));
    const queued = await this.work.read(ctx, (tx) => this.queue.find(tx, report.id));
    if (!queued || listing === null || reportConfirmationLink.isOver(report.createdAt, this.clock.now()))
      throw new ReportNotFound({});
    const { id, kind, createdAt } = report;
    const post = queued.reportedPost?.title ?? null;
    const until = ownerUntil(queued);
    const turn = queued.state !== 'new' ? 'decided' : until === null ? 'town' : 'owner';
    const { isConfirmed } = queued;
    return { id, kind, createdAt, listing, post, isConfirmed, turn, ownerUntil: until };
  }

  /**
   * The writer opened the link that was mailed to them, and confirms their report: from now on they get an answer, at once
   * where it was decided on already. Twice is once.
   * @throws ReportNotFound
   */
  async confirm(ctx: TenantContext, token: string, now: Date): Promise<void> {
    const id = this.idOf(ctx, token);
    await this.work.write(ctx, async (tx) => {
      const report = await this.reports.getById(tx, id);
      if (reportConfirmationLink.isOver(report.createdAt, now)) throw new ReportNotFound({});
      const proven = await this.reports.proveAddress(tx, id, now);
      if (!proven) throw new ReportNotFound({});
      if (proven.isUnanswered) await this.outbox.append(tx, answerReport(id));
      await this.sentence.mayChange(tx, report, now);
    });
  }

  private idOf(ctx: TenantContext, token: string): string {
    const payload = this.links.read(ctx, reportConfirmationLink, token);
    if (payload === null) throw new ReportNotFound({});
    return payload.id;
  }

  /** Erases what identifies those who reported before the instant. Returns how many reports. */
  @EraseAfter('reporters', { days: 30 })
  async forgetReportersBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.reports.forgetReportersBefore(tx, instant));
  }

  /** Erases the reports that were written before the instant, addresses included. Returns how many. */
  @EraseAfter('reports', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.reports.deleteBefore(tx, instant));
  }
}

/** What the reported page was called, where a decision merged it into the one that the report is of now. Pure. */
function mergedNameOf({ listing, decision }: QueuedReport): string | null {
  const effect = decision?.effect;
  const reported = effect?.kind === 'merge' ? effect.reported : undefined;
  return reported && reported.id !== listing.id ? reported.name : null;
}
