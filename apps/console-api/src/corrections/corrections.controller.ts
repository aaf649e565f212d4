import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type CorrectionQueue,
  type CorrectionView,
  type DecideCorrection,
  decideCorrectionSchema,
} from '@halles/contracts';
import { type Correction, CorrectionService } from '@halles/domain/corrections';
import { type Schedule, scheduleOfTexts } from '@halles/domain/hours';
import { departmentOf, type Listing, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { type IdParams, idParams } from '../id-schemas';
import { presentHours, presentListing } from '../listing-view';
import { Signed } from '../session/console-request';

/** What was said by a mailed link and waits for an agent. */
@Controller('api/tenants/:tenant/corrections')
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly listings: ListingService,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('reports.read')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<CorrectionQueue> {
    const corrections: CorrectionView[] = [];
    for (const correction of await this.corrections.listOpen(ctx))
      corrections.push(this.present(ctx, correction, await this.listings.find(ctx, correction.listingId)));
    return { corrections };
  }

  @Post(':id/decision')
  @Requires('reports.decide')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: decideCorrectionSchema }) { decision, reason }: DecideCorrection,
  ): Promise<void> {
    const by = { accountId: account.id, name: account.name };
    await this.corrections.decide(ctx, id, { decision, reason: reason || null }, by, this.clock.now());
  }

  private present(ctx: TenantContext, correction: Correction, listing: Listing | null): CorrectionView {
    const now = this.clock.now();
    const shown = listing && presentListing(this.config, ctx, listing, now);
    const { id, listingId, doubt, createdAt, changes } = correction;
    const views: CorrectionView['changes'][number][] = [];
    if (changes.phone !== undefined)
      views.push({ field: 'phone', before: shown?.phone ?? null, after: changes.phone });
    if (changes.shopHours !== undefined)
      views.push({
        field: 'hours',
        before: shown?.hours ?? null,
        after: presentHours(scheduleOf(ctx, listing, changes.shopHours), now),
      });
    if (changes.state !== undefined)
      views.push({ field: 'state', before: shown?.state ?? null, after: changes.state?.state ?? null });
    return {
      id,
      listing: { id: listingId, name: shown?.name ?? null, place: shown?.place ?? null },
      url: shown?.url ?? null,
      doubt,
      createdAt: createdAt.toISOString(),
      changes: views,
    };
  }
}

/** Hours as they were given, at the place of the business. */
const scheduleOf = (
  { tenant }: TenantContext,
  listing: Listing | null,
  text: string | null,
): Schedule | null =>
  text === null || listing === null
    ? null
    : scheduleOfTexts(
        { timeZone: tenant.settings.timeZone, department: departmentOf(listing.address.communeCode) },
        { shop: text },
      );
