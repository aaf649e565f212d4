import type { CorrectedPart } from '@halles/contracts';
import { TownCorrections, type TownCorrection } from '@halles/domain/corrections';
import { DuplicateService } from '@halles/domain/duplicates';
import { PostModeration } from '@halles/domain/posts';
import { type IsoDate, isoOfDay, wallTime } from '@halles/domain/hours';
import { departmentOf, holdListing } from '@halles/domain/listings';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ClosureSentence } from './closure-sentence';
import { isForTown, isUncorrected } from './owner-correction';
import { otherHours } from './reported-hours';
import { partsOf, partsOfFields, type ReportEffect } from './report-effect';
import {
  ReportAboutOtherHours,
  ReportDecidedAlready,
  ReportedPostHidden,
  ReportForTown,
  ReportNotFound,
  ReportOfMergedPage,
  ReportUncorrected,
  ReportWithOwner,
} from './report.errors';
import { answerReport, notifyReopenedReport } from './report.events';
import {
  type HiddenPostRef,
  isWithOwner,
  type QueuedReport,
  ReportQueueRepository,
} from './report-queue.repository';

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
  /** Of a merchant who was asked: that what changed of the hours is the correction, whatever the report seems to be about. */
  readonly isConfirmed?: boolean;
}

/** An agent accepts a report: what it corrects. */
export interface AcceptedReport extends ReportInput {
  readonly correction?: TownCorrection | null;
  /** The other listing of the same business. */
  readonly duplicateOf?: number | null;
  /** A post of the listing that the public is to read no more; the reason is what its shop is told. */
  readonly hidePost?: string | null;
}

/** What merchants and agents decide on readers' reports. For an agent, accepting a report is correcting the page. */
@Injectable()
export class ReportDecisions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportQueueRepository,
    private readonly sentence: ClosureSentence,
    private readonly corrections: TownCorrections,
    private readonly duplicates: DuplicateService,
    private readonly posts: PostModeration,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The report is right. What an agent corrects with it is on the page in the same transaction; a merchant corrects their
   * page themselves, and of a duplicate, which they cannot merge, their word goes to the town. What others report in the same
   * words is answered with it.
   * @returns what became of it
   * @throws ReportNotFound
   * @throws ReportDecidedAlready
   * @throws ReportWithOwner where the owner of the page has still time to answer
   * @throws ReportForTown where it is about what the owner of the page wrote
   * @throws ReportUncorrected where its owner says that it is right, and the page reads as it did
   * @throws ReportAboutOtherHours where what its owner changed of the hours is not what it names, and they have not said that it is
   * @throws ReportedPostHidden where somebody else hid the post meanwhile
   * @throws what a correction, a merge or hiding a post refuses
   */
  async accept(
    ctx: TenantContext,
    input: AcceptedReport,
    by: ReportDecider,
    now: Date,
  ): Promise<'decided' | 'passed-on'> {
    return this.work.write(ctx, async (tx) => {
      const pair = await this.holdPair(tx, input);
      const report = await this.held(tx, input);
      mayDecide(report, by);
      if (by.kind === 'agent' && isWithOwner(report)) throw new ReportWithOwner({});
      if (by.kind === 'merchant' && isForTown(report)) return this.passOn(tx, report, { input, by, now });
      if (by.kind === 'merchant') await this.mayAccept(ctx, tx, report, { input, now });
      const decided = await this.decideAlike(tx, report, 'accepted', { input, by, now });
      const effect = await this.apply(tx, report, pair, { input, by, now });
      if (effect) for (const { id } of decided) await this.reports.saveEffect(tx, id, effect);
      await this.sentence.mayChange(tx, report, now);
      return 'decided';
    });
  }

  /**
   * The report is wrong, and counts no longer among those that say that the place is closed.
   * @throws ReportNotFound
   * @throws ReportDecidedAlready
   * @throws ReportForTown
   */
  async refuse(
    ctx: TenantContext,
    input: ReportInput & { readonly reason: string },
    by: ReportDecider,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const report = await this.held(tx, input);
      mayDecide(report, by);
      if (by.kind === 'merchant' && report.ownerAnswer !== null) throw new ReportDecidedAlready({});
      await this.decideAlike(tx, report, 'refused', { input, by, now });
      await this.sentence.mayChange(tx, report, now);
    });
  }

  /**
   * Takes a decision of the town back, with all that it changed: the report waits again, with those that were answered with it, and counts again where it says that
   * the place is closed. A post stays hidden that another report, accepted meanwhile, condemns too. Who was told of the decision
   * is told that it was taken back.
   * @throws ReportNotFound where the town has decided nothing on it
   * @throws ReportOfMergedPage where the page was merged into another one since
   * @throws ProfileChangedMeanwhile where somebody changed the same on the page since
   */
  async reopen(ctx: TenantContext, id: string, by: Omit<ReportDecider, 'kind'>, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const effect = (await this.reports.find(tx, id))?.decision?.effect;
      if (effect?.kind === 'merge') await this.duplicates.holdMerged(tx, effect.pair);
      const known = await this.held(tx, { id });
      const together = [known, ...(await this.reports.decidedWith(tx, id))];
      const proven: string[] = [];
      for (const one of together) {
        const reopened = await this.reports.reopen(tx, one.id);
        if (!reopened) throw new ReportNotFound({});
        if (reopened.isProven) proven.push(one.id);
      }
      const restored = effect ? await this.takeBack(tx, known, effect, { by, now }) : [];
      for (const one of together) {
        await this.reports.saveUndone(tx, one.id, restored);
        const detail = { report: one.id, listing: one.listing.id, was: one.decision?.at ?? null };
        await appendAudit(tx, 'report.reopened', detail, now);
      }
      for (const one of proven) await this.outbox.append(tx, notifyReopenedReport(one));
      await this.sentence.mayChange(tx, known, now);
    });
  }

  /** With those that say the same: their owner would be asked of each what they answered already. @throws ReportDecidedAlready */
  private async passOn(
    tx: TenantWriteTx,
    { id, listing }: QueuedReport,
    { input: { reason }, by, now }: Deciding,
  ): Promise<'passed-on'> {
    const answer = { at: now.toISOString(), account: by.accountId, note: reason };
    const likes = await this.reports.likesWithOwner(tx, id);
    if (!(await this.reports.passOn(tx, id, answer, now))) throw new ReportDecidedAlready({});
    const passed = [id];
    for (const like of likes) if (await this.reports.passOn(tx, like, answer, now)) passed.push(like);
    for (const report of passed)
      await appendAudit(tx, 'report.passed-on', { report, listing: listing.id }, now);
    return 'passed-on';
  }

  /**
   * A report that is decided waits for nobody: its owner corrects the page first, and what it is about.
   * @throws ReportUncorrected
   * @throws ReportAboutOtherHours
   */
  private async mayAccept(
    ctx: TenantContext,
    tx: TenantTx,
    report: QueuedReport,
    { input, now }: Pick<Deciding, 'input' | 'now'>,
  ): Promise<void> {
    if (report.state !== 'new') return;
    const { kind, message, createdAt } = report;
    const correction = await this.reports.correctionOf(tx, report, { until: now });
    if (isUncorrected(kind, correction)) throw new ReportUncorrected({ kind });
    if (kind !== 'wrong-hours' || correction.isClosed || input.isConfirmed === true) return;
    const { timeZone } = ctx.tenant.settings;
    const place = { timeZone, department: departmentOf(correction.communeCode) };
    const dayOf = (at: Date): IsoDate => isoOfDay(wallTime(timeZone, at.getTime()).day);
    const refusal = otherHours(message, correction.changes, place, {
      reportedOn: dayOf(createdAt),
      today: dayOf(now),
    });
    if (refusal) throw new ReportAboutOtherHours(refusal);
  }

  /** Both listings of a duplicate, before anything else: a merge locks them before what is attached to them. */
  private async holdPair(tx: TenantWriteTx, { id, duplicateOf }: AcceptedReport): Promise<string | null> {
    if (duplicateOf == null) return null;
    const report = await this.reports.find(tx, id);
    if (!report) throw new ReportNotFound({});
    // A decision that merged the pair took the report along: both numbers would be one.
    if (report.state !== 'new') throw new ReportDecidedAlready({});
    return this.duplicates.holdPair(tx, report.listing.id, duplicateOf);
  }

  /** The report, whose listing is not merged before the transaction's end. */
  private async held(
    tx: TenantWriteTx,
    { id, listingId }: Pick<ReportInput, 'id' | 'listingId'>,
  ): Promise<QueuedReport> {
    const found = await this.reports.find(tx, id);
    if (!found) throw new ReportNotFound({});
    await holdListing(tx, found.listing.id);
    // Behind the lock: a merge that was under way has taken the report along.
    const report = await this.reports.find(tx, id);
    if (!report || (listingId !== undefined && report.listing.id !== listingId)) throw new ReportNotFound({});
    return report;
  }

  /** Decides on a report, and for the town on all that say the same. @returns those that were decided */
  private async decideAlike(
    tx: TenantWriteTx,
    report: QueuedReport,
    state: 'accepted' | 'refused',
    deciding: Deciding,
  ): Promise<readonly QueuedReport[]> {
    const likes = deciding.by.kind === 'agent' ? await this.reports.likesOf(tx, report.id) : [];
    const decided = [report, ...likes];
    for (const one of decided) await this.decide(tx, one, state, deciding);
    return decided;
  }

  private async decide(
    tx: TenantWriteTx,
    { id, listing }: QueuedReport,
    state: 'accepted' | 'refused',
    { input: { reason }, by, now }: Deciding,
  ): Promise<void> {
    const decision = { at: now, by: by.kind, accountId: by.accountId, name: by.name, reason };
    const decided = await this.reports.decide(tx, id, state, decision);
    if (!decided) throw new ReportDecidedAlready({});
    await appendAudit(tx, `report.${state}`, { report: id, listing: listing.id }, now);
    if (decided.isProven) await this.outbox.append(tx, answerReport(id));
  }

  private async apply(
    tx: TenantWriteTx,
    { listing, isOwned }: QueuedReport,
    pair: string | null,
    { input: { correction, hidePost, reason }, by, now }: Deciding,
  ): Promise<ReportEffect | null> {
    if (by.kind !== 'agent') return null;
    if (pair !== null) {
      await this.duplicates.mergeHeld(tx, pair, by, now);
      return { kind: 'merge', pair, reported: { id: listing.id, name: listing.name } };
    }
    if (hidePost != null && reason !== null) {
      if (!(await this.posts.hideIn(tx, listing.id, hidePost, { reason, by: by.name }, now)))
        throw new ReportedPostHidden({});
      return { kind: 'post', post: hidePost };
    }
    if (!correction) return null;
    const change = { ...correction, onlyUnclaimed: !isOwned };
    const { version, changed } = await this.corrections.correctIn(tx, listing.id, change, by, now);
    if (changed.length === 0) return null;
    return { kind: 'correction', listing: listing.id, version, changed: partsOfFields(changed) };
  }

  /** @returns what is as before on the page */
  private async takeBack(
    tx: TenantWriteTx,
    report: QueuedReport,
    effect: ReportEffect,
    { by, now }: Reopening,
  ): Promise<readonly CorrectedPart[]> {
    const { listing, decision } = report;
    if (effect.kind === 'merge') {
      await this.duplicates.keepSeparateIn(tx, effect.pair, by, now);
      return partsOf(effect);
    }
    if (effect.kind === 'post') {
      const hiddenAt = effect.hiddenAt === undefined ? decision?.at : new Date(effect.hiddenAt);
      const isRead =
        hiddenAt && (await this.showPost(tx, report, { post: effect.post, hiddenAt }, { by, now }));
      return isRead ? partsOf(effect) : [];
    }
    if (effect.listing !== listing.id) throw new ReportOfMergedPage({});
    const { version } = effect;
    await this.corrections.undoIn(tx, listing.id, { version, onlyUnclaimed: false }, by, now);
    return partsOf(effect);
  }

  /** Shows what a decision hid, unless another report of it was accepted meanwhile: then that one is what hides it. @returns whether it is read again */
  private async showPost(
    tx: TenantWriteTx,
    report: QueuedReport,
    { post, hiddenAt }: HiddenPostRef,
    { by, now }: Reopening,
  ): Promise<boolean> {
    // Behind the lock: what was shown or hidden anew meanwhile is no longer this decision's.
    if (!(await this.posts.isHiddenSince(tx, report.listing.id, post, hiddenAt))) return false;
    const other = await this.reports.alsoAccepted(tx, report, { post, hiddenAt });
    if (other === null) return this.posts.unhideIn(tx, report.listing.id, { post, hiddenAt }, by.name, now);
    const effect = { kind: 'post', post, hiddenAt: hiddenAt.toISOString() } as const;
    // One that was taken back at the same moment does not count: there may be others.
    if (await this.reports.saveEffect(tx, other, effect)) return false;
    return this.showPost(tx, report, { post, hiddenAt }, { by, now });
  }
}

/** Who takes a decision back. */
interface Reopening {
  readonly by: Omit<ReportDecider, 'kind'>;
  readonly now: Date;
}

interface Deciding {
  readonly input: AcceptedReport;
  readonly by: ReportDecider;
  readonly now: Date;
}

/** Nobody decides on a report of what they wrote themselves. @throws ReportForTown */
function mayDecide({ kind }: QueuedReport, by: ReportDecider): void {
  if (kind === 'post' && by.kind === 'merchant') throw new ReportForTown({});
}
