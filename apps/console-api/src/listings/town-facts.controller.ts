import { type CorrectedFacts, correctPageSchema, type TownFacts } from '@halles/contracts';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { TownCorrections } from '@halles/domain/corrections';
import type { Saved } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { type ListingParams, listingParams } from '../id-schemas';
import { Signed } from '../session/console-request';
import { TownPages } from './town-pages';

const versionParams = listingParams.extend({ version: z.coerce.number().int().min(1).max(2_147_483_647) });

const present = ({ version, changed, isShown }: Saved): CorrectedFacts => ({
  version,
  changed: [...changed],
  isShown,
});

/** What the town says of pages that nobody keeps, without a report and without a mandate. */
@Controller('api/tenants/:tenant/listings/:listing/facts')
export class TownFactsController {
  constructor(
    private readonly pages: TownPages,
    private readonly corrections: TownCorrections,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('listings.read')
  @Header('cache-control', 'no-store')
  view(
    @Ctx() ctx: TenantContext,
    @Param({ schema: listingParams }) { listing }: ListingParams,
  ): Promise<TownFacts> {
    return this.pages.facts(ctx, listing);
  }

  @Put()
  @Requires('listings.edit')
  @HttpCode(200)
  async correct(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: listingParams }) { listing }: ListingParams,
    @Body({ schema: correctPageSchema }) { reason, ...edit }: z.output<typeof correctPageSchema>,
  ): Promise<CorrectedFacts> {
    const by = { accountId: account.id, name: account.name };
    const correction = await this.pages.correctionOf(ctx, listing, edit);
    return present(
      await this.corrections.correct(
        ctx,
        listing,
        { ...correction, reason: reason || null },
        by,
        this.clock.now(),
      ),
    );
  }

  /** Takes back what the town said in one version, or what was corrected by a mailed link. */
  @Post(':version/undoing')
  @Requires('listings.edit')
  @HttpCode(200)
  async undo(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: versionParams }) { listing, version }: z.output<typeof versionParams>,
  ): Promise<CorrectedFacts> {
    const by = { accountId: account.id, name: account.name };
    return present(await this.corrections.undo(ctx, listing, version, by, this.clock.now()));
  }
}
