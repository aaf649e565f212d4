import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type CorrectFacts,
  type DecideReport,
  decideReportSchema,
  type ReportCase,
  type ReportList,
  type ReportView,
  type ShownListing,
} from '@halles/contracts';
import {
  type QueuedReport,
  ownerUntil,
  ReportDecisions,
  type ReportedPlace,
  ReportQueue,
  partsOf,
} from '@halles/domain/reports';
import { MerchantPlaces, placeLines, type TownCorrection } from '@halles/domain/corrections';
import { type Listing, ListingService } from '@halles/domain/listings';
import { postAnchor, PostModeration, statusOfPost, todayIn } from '@halles/domain/posts';
import { Clock } from '@halles/kernel';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type IdParams, idParams } from '../id-schemas';
import { presentListing } from '../listing-view';
import { TownPages } from '../listings/town-pages';
import { PlaceMoves } from '../place-moves';
import { Signed } from '../session/console-request';

const PAGE = 50;
const listQuery = z.object({
  state: z.enum(['new', 'accepted', 'refused']).default('new'),
  before: z.uuid().optional(),
});

const present = ({
  listing,
  decision,
  createdAt,
  escalatedAt,
  ownerAnswer,
  ...report
}: QueuedReport): ReportView => ({
  id: report.id,
  kind: report.kind,
  message: report.message,
  post: report.reportedPost?.title ?? null,
  isConfirmed: report.isConfirmed,
  state: report.state,
  isOwned: report.isOwned,
  listing: { id: listing.id, name: listing.name, place: null },
  createdAt: createdAt.toISOString(),
  escalatedAt: escalatedAt?.toISOString() ?? null,
  ownerAnswer: ownerAnswer && { at: ownerAnswer.at, note: ownerAnswer.note },
  decision: decision && {
    at: decision.at.toISOString(),
    by: decision.by,
    name: decision.name,
    reason: decision.reason,
    changed: [...partsOf(decision.effect)],
    pair: decision.effect?.kind === 'merge' ? decision.effect.pair : null,
  },
});

const NO_NUMBER = { number: null, repetition: null };

/** What readers say is wrong in the directory. */
@Controller('api/tenants/:tenant/reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportQueue,
    private readonly decisions: ReportDecisions,
    private readonly listings: ListingService,
    private readonly pages: TownPages,
    private readonly places: MerchantPlaces,
    private readonly moves: PlaceMoves,
    private readonly posts: PostModeration,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('reports.read')
  @Header('cache-control', 'no-store')
  async list(
    @Ctx() ctx: TenantContext,
    @Query({ schema: listQuery }) { state, before }: z.output<typeof listQuery>,
  ): Promise<ReportList> {
    const found = await this.reports.list(ctx, { state, limit: PAGE, ...(before && { before }) });
    return { reports: found.map(present) };
  }

  @Get(':id')
  @Requires('reports.read')
  @Header('cache-control', 'no-store')
  async view(@Ctx() ctx: TenantContext, @Param({ schema: idParams }) { id }: IdParams): Promise<ReportCase> {
    const report = await this.reports.get(ctx, id);
    const listing = await this.listings.find(ctx, report.listing.id);
    const shown = listing && presentListing(this.config, ctx, listing, this.clock.now());
    const changedByOwner = await this.reports.changedByOwner(ctx, report);
    return {
      report: present(report),
      changedByOwner: changedByOwner && [...changedByOwner],
      listing: shown,
      post: await this.reportedPost(ctx, report, shown),
      place: report.movedTo && (await this.reportedPlace(ctx, report.listing.id, listing, report.movedTo)),
      facts: await this.pages.facts(ctx, report.listing.id),
      ownerUntil: ownerUntil(report)?.toISOString() ?? null,
      likes: await this.reports.countLikes(ctx, report),
      changedSince: await this.pages.changedSince(ctx, report),
    };
  }

  @Post(':id/decision')
  @Requires('reports.decide')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: decideReportSchema }) decided: DecideReport,
  ): Promise<void> {
    const by = { kind: 'agent', accountId: account.id, name: account.name } as const;
    const now = this.clock.now();
    if (decided.decision === 'accept') {
      const { correction: edit, duplicateOf, hidePost, reason } = decided;
      const correction = edit && (await this.correctionOf(ctx, id, edit));
      const input = { id, reason: reason || null, correction, duplicateOf, hidePost };
      await this.decisions.accept(ctx, input, by, now);
    } else await this.decisions.refuse(ctx, { id, reason: decided.reason }, by, now);
  }

  /** Takes a decision of the town back, with what it changed: the report waits again. */
  @Post(':id/reopening')
  @Requires('reports.decide')
  @HttpCode(204)
  async reopen(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<void> {
    const by = { accountId: account.id, name: account.name };
    await this.decisions.reopen(ctx, id, by, this.clock.now());
  }

  /** The post that a reader reports, as they saw it, and as it is now. */
  private async reportedPost(
    ctx: TenantContext,
    report: QueuedReport,
    shown: ShownListing | null,
  ): Promise<ReportCase['post']> {
    const { reportedPost, listing } = report;
    if (reportedPost === null) return null;
    const was = { ...reportedPost, wasChanged: reportedPost.wasChanged ?? false };
    const post = await this.posts.find(ctx, listing.id, reportedPost.id);
    if (post === null) return { ...was, isHeld: false, now: null };
    const { title, text, hiddenAt, hiddenReason } = post;
    const isHeld = hiddenAt !== null && (await this.reports.isHeld(ctx, report, { post: post.id, hiddenAt }));
    const status = statusOfPost(post, todayIn(ctx, this.clock.now()));
    const isRead = status === 'live' && shown?.state === 'open';
    const isChanged = title !== reportedPost.title || text !== reportedPost.text;
    const url = isRead ? `${shown.url}#${postAnchor(post.id)}` : null;
    return { ...was, isHeld, now: { title, text, status, hiddenReason, isChanged, url } };
  }

  /** What a reader says of its place, beside the one that the page says. */
  private async reportedPlace(
    ctx: TenantContext,
    listingId: number,
    listing: Listing | null,
    { line, postalCode, communeCode, pin }: ReportedPlace,
  ): Promise<ReportCase['place']> {
    const [communes, { found }] = await Promise.all([
      this.places.communes(ctx),
      this.places.around(ctx, listingId, { line, communeCode, point: pin, metres: 0 }),
    ]);
    const code = postalCode ?? found?.postalCode ?? null;
    const { number, repetition, street } = found ?? { ...NO_NUMBER, street: line };
    const address = { number, repetition, street, postalCode: code, communeCode, position: null };
    const asked = {
      lines: placeLines(address, communes),
      communeCode,
      point: pin ?? found?.position ?? null,
    };
    return {
      address: {
        line: [number, repetition, street].filter(Boolean).join(' '),
        postalCode: code ?? '',
        communeCode,
      },
      pin,
      move: await this.moves.between(ctx, listingId, listing, asked),
    };
  }

  private async correctionOf(ctx: TenantContext, id: string, edit: CorrectFacts): Promise<TownCorrection> {
    const { listing } = await this.reports.get(ctx, id);
    return this.pages.correctionOf(ctx, listing.id, edit);
  }
}
