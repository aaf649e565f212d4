import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type FoundListings,
  type HandedOver,
  handOverTargetSchema,
  type LetterPreference,
  letterPreferenceSchema,
  type ListingFile,
  pathTo,
} from '@halles/contracts';
import { InvitationLetters } from '@halles/domain/claims';
import { ListingFinder, ListingNotFound, ListingService } from '@halles/domain/listings';
import { AgentSessionService, MandateService } from '@halles/domain/mandates';
import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import type { HeldSession } from '@halles/domain/console-accounts';
import { hashToken } from '@halles/platform/auth';
import { Ctx, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { type ListingParams, listingParams } from '../id-schemas';
import { presentListing } from '../listing-view';
import { DraftEntrances } from '../previews/draft-entrances';
import { presentMandate } from '../mandates/mandates.presenter';
import { Held } from '../session/console-request';
import { PageEntries } from './page-entries';

/** The language that the agent reads in. */
const handOverQuery = handOverTargetSchema.extend({ langue: z.enum(['fr', 'en']).catch('fr') });
const findQuery = z.object({ q: z.string().trim().max(80).default('') });

/** Businesses, and the way to their editors for the agents of those who gave a mandate. */
@Controller('api/tenants/:tenant/listings')
export class ListingsController {
  constructor(
    private readonly finder: ListingFinder,
    private readonly listings: ListingService,
    private readonly profiles: ProfileService,
    private readonly mandates: MandateService,
    private readonly agents: AgentSessionService,
    private readonly invitations: InvitationLetters,
    private readonly entrances: DraftEntrances,
    private readonly entries: PageEntries,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** By words of the name and the address, the SIRET or the number. */
  @Get()
  @Requires('listings.read')
  @Header('cache-control', 'no-store')
  async find(
    @Ctx() ctx: TenantContext,
    @Query({ schema: findQuery }) { q }: z.output<typeof findQuery>,
  ): Promise<FoundListings> {
    return { listings: await this.finder.find(ctx, q) };
  }

  @Get(':listing')
  @Requires('listings.read')
  @Header('cache-control', 'no-store')
  async view(
    @Ctx() ctx: TenantContext,
    @Param({ schema: listingParams }) { listing: id }: ListingParams,
  ): Promise<ListingFile | HttpAnswer> {
    const profileListing = await this.profiles.listing(ctx, id);
    if (profileListing?.visibility === 'merged') return this.leadOn(ctx, id);
    if (!profileListing) throw new ListingNotFound({});
    const now = this.clock.now();
    const [shown, files, refusedAt, history, { isOwned }] = await Promise.all([
      this.listings.find(ctx, id),
      this.mandates.list(ctx, id),
      this.invitations.refusedAt(ctx, id),
      this.entries.of(ctx, profileListing),
      this.profiles.find(ctx, id),
    ]);
    const mandate = files.map((file) => presentMandate(file, now)).find(({ state }) => state === 'active');
    return {
      listing: { id, name: profileListing.name, place: profileListing.communeName },
      shown: shown && presentListing(this.config, ctx, shown, this.clock.now()),
      mandate: mandate ?? null,
      isOwned,
      lettersRefusedAt: refusedAt?.toISOString() ?? null,
      history,
      timeZone: ctx.tenant.settings.timeZone,
    };
  }

  /** To the listing that one was merged into. No browser keeps the way: they may be set apart again. */
  private async leadOn(ctx: TenantContext, id: number): Promise<HttpAnswer> {
    const survivor = await this.listings.survivorOf(ctx, id);
    if (survivor === null) throw new ListingNotFound({});
    const path = `/api/tenants/${ctx.tenant.slug}/listings/${survivor}`;
    return redirectTo(path, 308).withHeaders({ 'cache-control': 'no-store' });
  }

  /** Notes that the business wants no letter that invites it, or that it may be written to again. */
  @Put(':listing/letters')
  @Requires('letters.print')
  @HttpCode(204)
  async letters(
    @Ctx() ctx: TenantContext,
    @Param({ schema: listingParams }) { listing }: ListingParams,
    @Body({ schema: letterPreferenceSchema }) { wanted }: LetterPreference,
  ): Promise<void> {
    const now = this.clock.now();
    await (wanted ? this.invitations.allow(ctx, listing, now) : this.invitations.refuse(ctx, listing, now));
  }

  /** Opens the merchant's own editors for the agent, on the portal of the territory, as far as the mandate goes. */
  @Post(':listing/hand-over')
  @Requires('listings.edit')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async handOver(
    @Ctx() ctx: TenantContext,
    @Held() { token }: HeldSession,
    @Param({ schema: listingParams }) { listing: listingId }: ListingParams,
    @Query({ schema: handOverQuery }) { langue, vers, commande }: z.output<typeof handOverQuery>,
  ): Promise<HandedOver> {
    const handOver = { listingId, consoleSession: hashToken(token) };
    const link = await this.agents.handOver(ctx, handOver, this.clock.now());
    const asked = new URLSearchParams({ ...(vers && { vers }), ...(commande && { commande }) });
    const path = pathTo('agent.open', langue, { token: link });
    const page = asked.size === 0 ? path : `${path}?${asked.toString()}`;
    return { address: await this.entrances.addressOf(ctx, page, token) };
  }
}
