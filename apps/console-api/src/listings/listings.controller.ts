import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type FoundListings,
  type HandedOver,
  handOverTargetSchema,
  type LetterPreference,
  letterPreferenceSchema,
  type ListingFile,
  pathTo,
  type ProfileField,
} from '@halles/contracts';
import { AdditionService, InvitationLetters } from '@halles/domain/claims';
import { CorrectionService } from '@halles/domain/corrections';
import { ListingFinder, ListingNotFound, ListingService } from '@halles/domain/listings';
import { AgentSessionService, MandateService } from '@halles/domain/mandates';
import { PageHistory } from '@halles/domain/page-history';
import { ProfileService } from '@halles/domain/profiles';
import { ReportQueue } from '@halles/domain/reports';
import { Clock } from '@halles/kernel';
import type { HeldSession } from '@halles/domain/console-accounts';
import { hashToken } from '@halles/platform/auth';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { type ListingParams, listingParams } from '../id-schemas';
import { presentListing } from '../listing-view';
import { DraftEntrances } from '../previews/draft-entrances';
import { presentMandate } from '../mandates/mandates.presenter';
import { Held } from '../session/console-request';

const REVISIONS = 20;
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
    private readonly additions: AdditionService,
    private readonly history: PageHistory,
    private readonly reports: ReportQueue,
    private readonly corrections: CorrectionService,
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
  ): Promise<ListingFile> {
    const profileListing = await this.profiles.listing(ctx, id);
    if (!profileListing || profileListing.visibility === 'merged') throw new ListingNotFound({});
    const now = this.clock.now();
    const [shown, files, refusedAt, revisions, { isOwned }] = await Promise.all([
      this.listings.find(ctx, id),
      this.mandates.list(ctx, id),
      this.invitations.refusedAt(ctx, id),
      this.profiles.revisions(ctx, id, { limit: REVISIONS }),
      this.profiles.find(ctx, id),
    ]);
    const versions = revisions.map(({ version }) => version);
    const [ofReports, ofCorrections] = await Promise.all([
      this.reports.reasonsOf(ctx, id, versions),
      this.corrections.reasonsOf(ctx, id, versions),
    ]);
    const mandate = files.map((file) => presentMandate(file, now)).find(({ state }) => state === 'active');
    return {
      listing: { id, name: profileListing.name, place: profileListing.communeName },
      shown: shown && presentListing(this.config, ctx, shown, this.clock.now()),
      mandate: mandate ?? null,
      isOwned,
      lettersRefusedAt: refusedAt?.toISOString() ?? null,
      revisions: revisions.map(({ version, at, author, undoes, reason, changes }) => ({
        version,
        at: at.toISOString(),
        by: author.kind,
        name: author.name,
        isUndo: undoes !== null,
        reason: reason ?? ofReports.get(version) ?? ofCorrections.get(version) ?? null,
        fields: Object.keys(changes) as ProfileField[],
      })),
      acts: await this.actsOn(ctx, id),
    };
  }

  /** What was done with a page that is no change of its profile, the last first. */
  private async actsOn(ctx: TenantContext, id: number): Promise<ListingFile['acts']> {
    const addition = await this.additions.ofListing(ctx, id);
    const acts = await this.history.acts(ctx, id, { limit: REVISIONS });
    const { decidedAt = null, decidedBy = null } = addition ?? {};
    return [
      ...acts.map(({ at, action, by, name, post }) => ({
        what: action,
        at: at.toISOString(),
        by,
        name,
        title: post?.title ?? null,
      })),
      ...(decidedAt === null
        ? []
        : [
            {
              what: 'added' as const,
              at: decidedAt.toISOString(),
              by: 'town' as const,
              name: decidedBy,
              title: null,
            },
          ]),
    ];
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
