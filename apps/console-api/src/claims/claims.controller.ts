import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type ClaimCaseView,
  type ClaimDecision,
  claimDecisionSchema,
  type ClaimQueue,
  type RequestDocument,
  requestDocumentSchema,
  type UndoClaim,
  undoClaimSchema,
} from '@halles/contracts';
import { ClaimService, ClaimUndoService } from '@halles/domain/claims';
import { MerchantPlaces } from '@halles/domain/corrections';
import { ListingService } from '@halles/domain/listings';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { Ctx, file, type HttpAnswer, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type IdParams, idParams } from '../id-schemas';
import { listingUrl } from '../listing-view';
import { Signed } from '../session/console-request';
import { presentCase, presentQueue, readClaimCursor } from './claims.presenter';

const proofParams = idParams.extend({ proof: z.uuid() });
const pageQuery = z.object({
  after: z.string().max(400).optional(),
  /** Those that wait for a document, instead of those that wait for a decision. */
  awaiting: z.enum(['true', 'false']).default('false'),
  /** Those that were decided so, instead of what waits. */
  decided: z.enum(['approved', 'refused']).optional(),
});

/** A document is a stranger's file on the console's own origin: it may do nothing there. */
const DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** Claims that wait for the town, and their decision. */
@Controller('api/tenants/:tenant/claims')
export class ClaimsController {
  constructor(
    private readonly claims: ClaimService,
    private readonly undos: ClaimUndoService,
    private readonly listings: ListingService,
    private readonly places: MerchantPlaces,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async list(
    @Ctx() ctx: TenantContext,
    @Query({ schema: pageQuery }) { after, awaiting, decided }: z.output<typeof pageQuery>,
  ): Promise<ClaimQueue> {
    const from = after === undefined ? null : readClaimCursor(after);
    if (decided) return presentQueue(await this.claims.listDecided(ctx, decided, from));
    const open = { after: from, awaiting: awaiting === 'true', now: this.clock.now() };
    return presentQueue(await this.claims.listOpen(ctx, open));
  }

  @Get(':id')
  @Requires('claims.read')
  @Header('cache-control', 'no-store')
  async view(
    @Ctx() ctx: TenantContext,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<ClaimCaseView> {
    const file = await this.claims.get(ctx, id);
    const listing = await this.listings.find(ctx, file.claim.listingId);
    const undo = await this.undos.find(ctx, id, this.clock.now());
    const communes = new Map((await this.places.communes(ctx)).map(({ code, name }) => [code, name]));
    return presentCase(file, undo, { url: listing && listingUrl(this.config, ctx, listing), communes });
  }

  @Post(':id/decision')
  @Requires('claims.decide')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: claimDecisionSchema }) decision: ClaimDecision,
  ): Promise<void> {
    await this.claims.decide(ctx, id, decision, { name: account.name }, this.clock.now());
  }

  /** Takes the decision back: what was refused waits again, who was given the page loses it. */
  @Post(':id/reopening')
  @Requires('claims.decide')
  @HttpCode(204)
  async undo(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: undoClaimSchema }) why: UndoClaim,
  ): Promise<void> {
    await this.undos.undo(ctx, id, why, { name: account.name }, this.clock.now());
  }

  /** Asks the claimant for a document, by mail: the claim waits for it meanwhile. */
  @Post(':id/document-request')
  @Requires('claims.decide')
  @HttpCode(204)
  async requestDocument(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: requestDocumentSchema }) asked: RequestDocument,
  ): Promise<void> {
    await this.claims.requestDocument(ctx, id, asked, { name: account.name }, this.clock.now());
  }

  /** A document that speaks for a claim. Who read it is written down before it is shown. */
  @Get(':id/documents/:proof')
  @Requires('claims.decide')
  async document(
    @Ctx() ctx: TenantContext,
    @Param({ schema: proofParams }) { id, proof }: z.output<typeof proofParams>,
  ): Promise<HttpAnswer> {
    const document = await this.claims.document(ctx, id, proof, this.clock.now());
    // A picture is shown beside the others; a PDF is read by a program that trusts no page.
    const isPicture = document.type.startsWith('image/');
    return file(() => document.stream(), {
      type: document.type,
      cacheControl: 'no-store',
      headers: {
        'content-length': String(document.bytes),
        'content-security-policy': DOCUMENT_POLICY,
        'content-disposition': isPicture ? 'inline' : `attachment; filename="justificatif-${proof}.pdf"`,
      },
    });
  }
}
