import { isoDate, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { dayOfIso, instantOf, wallTime } from '@halles/domain/hours';
import { OrderPreparation } from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { Ctx, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import { ListingId } from '../params';
import type { Page } from '../rendering/page';
import { preparationPage } from './preparation.presenter';

/** `jour`: another day than today. Anything else counts as nothing. */
const dayQuery = z.object({ jour: isoDate.optional().catch(undefined) });

/** Days whose lists the page leads to, from today on. */
const SHOWN_DAYS = 7;

/** What a shop prepares on a day: how many of each product, and what goes into each bag. Made to be printed. */
@Requires('listing.orders')
@Controller()
export class PreparationController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly preparation: OrderPreparation,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.preparation'))
  async show(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Query({ schema: dayQuery }) { jour }: z.output<typeof dayQuery>,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const { timeZone } = ctx.tenant.settings;
    const today = wallTime(timeZone, this.clock.now().getTime()).day;
    const day = jour === undefined ? today : dayOfIso(jour);
    const startOf = (one: number): Date => new Date(instantOf(timeZone, one, 0));
    const lines = await this.preparation.list(ctx, id, startOf(day), startOf(day + 1));
    const days = Array.from({ length: SHOWN_DAYS }, (_, ahead) => today + ahead);
    return this.space.page(ctx, session, preparationPage(listing, lines, day, days));
  }
}
