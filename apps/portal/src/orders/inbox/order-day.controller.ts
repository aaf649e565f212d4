import { isoDate, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { dayOfIso, instantOf, wallTime } from '@halles/domain/hours';
import { OrderDays } from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { inputOf, newForm, Posted, type PostedForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../../accounts';
import { MerchantSpace } from '../../merchant-space';
import { Done, ListingId, redirectDone } from '../../params';
import type { Page } from '../../rendering/page';
import { MerchantOrderActions } from './merchant-order-actions.service';
import { DONE_STEPS, type DoneStep, outcomeFields } from './merchant-order.form';
import { closedDayForm } from './order-day.form';
import { orderDayPage } from './order-day.presenter';
import { ShopOrders } from '../shop-orders.service';

/** `jour`: another day than today. Anything else counts as nothing. */
const dayQuery = z.object({ ...outcomeFields, jour: isoDate.optional().catch(undefined) });

/** A day of a shop: its slots, with what is collected in each. Printed by the browser, or as a list of the day. */
@Requires('listing.orders')
@Controller()
export class OrderDayController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly days: OrderDays,
    private readonly actions: MerchantOrderActions,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.orderDay'))
  async show(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Done(DONE_STEPS) done: DoneStep | null,
    @Query({ schema: dayQuery }) { jour, commande }: z.output<typeof dayQuery>,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now();
    const today = wallTime(timeZone, now.getTime()).day;
    const day = jour === undefined ? today : dayOfIso(jour);
    const span = {
      from: new Date(instantOf(timeZone, day, 0)),
      until: new Date(instantOf(timeZone, day + 1, 0)),
    };
    const shown = await this.days.find(ctx, id, span);
    const outcome = await this.actions.outcome(ctx, id, commande);
    const state = { form: newForm(), ...(done === null ? {} : { done }), ...outcome };
    return this.space.page(ctx, session, orderDayPage(listing, shown, { day, today, now }, state));
  }

  /** Ends the orders of a day on which the shop is closed, each as it was shown: its customer reads why. */
  @Post(patternsOf('merchant.orderDay'))
  @RateLimit('handling')
  async endOrders(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Query({ schema: dayQuery }) { jour }: z.output<typeof dayQuery>,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<HttpAnswer> {
    const by = { listingId: id, accountId: session.account.id };
    await this.actions.endClosed(ctx, by, inputOf(closedDayForm.read(posted)));
    const path = pathTo('merchant.orderDay', locale, { listing: id });
    return redirectDone(jour === undefined ? path : `${path}?jour=${jour}`, 'closedDay');
  }
}
