import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { instantOf, wallTime } from '@halles/domain/hours';
import { ClosedDayOrders, MOST_ENDED, OrderDays, type ShownOrder } from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, redirectDone, readDay } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { MerchantOrderActions } from './merchant-order-actions.service';
import { DONE_STEPS, type DoneStep, outcomeFields } from './merchant-order.form';
import { closedDayForm } from './order-day.form';
import { orderDayPage } from './order-day.presenter';
import type { OrdersState } from './orders-state';
import { ShopOrders } from '../shop-orders.service';

const countQuery = z.coerce.number().int().min(0).max(MOST_ENDED).optional().catch(undefined);

/**
 * `jour`: another day than today; what is none is said to be none. How many orders were just ended, and were left since they
 * had changed: anything else counts as nothing.
 */
const dayQuery = z.object({
  ...outcomeFields,
  jour: z.string().max(40).optional().catch(''),
  annulees: countQuery,
  changees: countQuery,
});
type DayQuery = z.output<typeof dayQuery>;

/** A day of a shop: its slots, with what is collected in each. Printed by the browser, or as a list of the day. */
@Requires('listing.orders')
@Controller()
export class OrderDayController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly days: OrderDays,
    private readonly closed: ClosedDayOrders,
    private readonly actions: MerchantOrderActions,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.orderDay'))
  async show(
    @MerchantRequest() { ctx, listing: id, session }: MerchantRequest,
    @Done(DONE_STEPS) done: DoneStep | null,
    @Query({ schema: dayQuery }) { jour, commande, annulees, changees }: DayQuery,
  ): Promise<Page> {
    const outcome = await this.actions.outcome(ctx, [id], commande);
    const ended = { ended: annulees ?? 0, changed: changees ?? 0 };
    const state = { form: newForm(), ...(done === null ? {} : { done }), ended, ...outcome };
    return this.page(ctx, session, { id, jour }, state);
  }

  /** Ends orders of a day on which the shop is closed, each as it was shown: its customer reads why. The page goes on with the rest. */
  @Post(patternsOf('merchant.orderDay'))
  @RateLimit('handling')
  async endOrders(
    @MerchantRequest() { ctx, locale, listing: id, session }: MerchantRequest,
    @Query({ schema: dayQuery }) { jour }: DayQuery,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<readonly ShownOrder[], Page | HttpAnswer>(
      closedDayForm.read(posted),
      async (shown) => {
        const { asked, span } = this.dayOf(ctx, jour);
        // Of a day that is none nothing is ended, and not the orders of today in its place.
        if (asked.day === null) return this.page(ctx, session, { id, jour }, { form: newForm() });
        const day = { listingId: id, accountId: session.account.id, span };
        const { ended, changed } = await this.closed.end(ctx, day, shown);
        const path = pathTo('merchant.orderDay', locale, { listing: id });
        return redirectDone(jour === undefined ? path : `${path}?jour=${jour}`, 'closedDay', {
          annulees: String(ended),
          changees: String(changed),
        });
      },
      ({ state: form, ...answer }) => this.page(ctx, session, { id, jour }, { form }, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    { id, jour }: { readonly id: number; readonly jour: string | undefined },
    state: OrdersState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const { span, ...days } = this.dayOf(ctx, jour);
    const isDay = days.asked.day !== null;
    const shown = isDay ? await this.days.find(ctx, id, span) : null;
    const wrong = isDay ? {} : { status: 422 };
    return this.space.page(ctx, session, {
      ...orderDayPage(listing, shown, days, state),
      ...answer,
      ...wrong,
    });
  }

  /** The day that is asked for, or today. */
  private dayOf(ctx: TenantContext, jour: string | undefined) {
    const { timeZone } = ctx.tenant.settings;
    const now = this.clock.now();
    const today = wallTime(timeZone, now.getTime()).day;
    const asked = readDay({ jour }, today);
    const day = asked.day ?? today;
    const span = {
      from: new Date(instantOf(timeZone, day, 0)),
      until: new Date(instantOf(timeZone, day + 1, 0)),
    };
    return { asked, now, span };
  }
}
