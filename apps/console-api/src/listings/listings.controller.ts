import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type FoundListings,
  type LetterPreference,
  letterPreferenceSchema,
  type ListingEditor,
  type ProfileChanges,
  type ProfileField,
  type SavedEdit,
  type SimpleEdit,
  simpleEditSchema,
} from '@halles/contracts';
import { InvitationLetters } from '@halles/domain/claims';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { ListingFinder, ListingNotFound, ListingService } from '@halles/domain/listings';
import { MandateService } from '@halles/domain/mandates';
import { ProfileService, startingHours } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { type ListingParams, listingParams } from '../id-schemas';
import { presentListing } from '../listing-view';
import { presentMandate } from '../mandates/mandates.presenter';
import { Signed } from '../session/console-request';
import { editOf, presentSimple, standing } from './simple-edit';

const REVISIONS = 20;
const findQuery = z.object({ q: z.string().trim().max(80).default('') });

/** Businesses, and what an agent does for those who gave a mandate. */
@Controller('api/tenants/:tenant/listings')
export class ListingsController {
  constructor(
    private readonly finder: ListingFinder,
    private readonly listings: ListingService,
    private readonly profiles: ProfileService,
    private readonly mandates: MandateService,
    private readonly invitations: InvitationLetters,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** By a word of the name, the SIRET or the number. */
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
  ): Promise<ListingEditor> {
    const profileListing = await this.profiles.listing(ctx, id);
    if (!profileListing || profileListing.visibility === 'merged') throw new ListingNotFound({});
    const now = this.clock.now();
    const [shown, profile, files, refusedAt, revisions] = await Promise.all([
      this.listings.find(ctx, id),
      this.profiles.find(ctx, id),
      this.mandates.list(ctx, id),
      this.invitations.refusedAt(ctx, id),
      this.profiles.revisions(ctx, id, { limit: REVISIONS }),
    ]);
    const mandate = files.map((file) => presentMandate(file, now)).find(({ state }) => state === 'active');
    return {
      listing: { id, name: profileListing.name, place: profileListing.communeName },
      shown: shown && presentListing(this.config, ctx, shown, this.clock.now()),
      profile: {
        version: profile.version,
        ...presentSimple(standing(profile.content, shown), ctx.tenant.settings.timeZone),
      },
      mandate: mandate ?? null,
      lettersRefusedAt: refusedAt?.toISOString() ?? null,
      revisions: revisions.map(({ version, at, author, changes }) => ({
        version,
        at: at.toISOString(),
        by: author.kind,
        name: author.name,
        fields: Object.keys(changes) as ProfileField[],
      })),
    };
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

  /** Changes the page for the merchant, as far as the mandate goes. */
  @Put(':listing/profile')
  @Requires('listings.edit')
  @HttpCode(200)
  async edit(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: listingParams }) { listing }: ListingParams,
    @Body({ schema: simpleEditSchema }) edit: SimpleEdit,
  ): Promise<SavedEdit> {
    const now = this.clock.now();
    const today = isoOfDay(wallTime(ctx.tenant.settings.timeZone, now.getTime()).day);
    const by = { accountId: account.id, name: account.name };
    const { version, changes } = editOf(edit, today);
    const saved = await this.mandates.edit(
      ctx,
      listing,
      { version, changes: { ...(await this.#startingHours(ctx, listing, changes)), ...changes } },
      by,
      now,
    );
    return { version: saved.version, changed: [...saved.changed], isShown: saved.isShown };
  }

  /** The first hours of a profile are published with those of other sources that nobody changed. */
  async #startingHours(ctx: TenantContext, id: number, changes: ProfileChanges): Promise<ProfileChanges> {
    if (changes.shopHours === undefined) return {};
    const [{ content }, shown] = await Promise.all([
      this.profiles.find(ctx, id),
      this.listings.find(ctx, id),
    ]);
    return startingHours(content, shown?.schedule ?? null);
  }
}
