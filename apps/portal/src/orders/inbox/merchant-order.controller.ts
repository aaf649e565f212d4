import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import {
  CreditNotes,
  OrderAmendments,
  OrderAnswers,
  OrderClosures,
  OrderDelays,
  OrderHandling,
  type Order,
  OrderMails,
  OrderNotices,
} from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, RateLimit, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { isAgent, MerchantSpace, SpaceRequest } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { AgentOrders } from './agent-orders.service';
import { delayQuestion } from './delay-question';
import {
  DONE_STEPS,
  type DoneStep,
  listIn,
  merchantOrderForm,
  pathOfList,
  seenIn,
} from './merchant-order.form';
import { merchantOrderPage } from './merchant-orders.presenter';
import { ordersState, type OrdersState } from './orders-state';
import { MerchantOrderActions } from './merchant-order-actions.service';
import { ShopOrders } from '../shop-orders.service';

/** One order, as its shop has it. */
@Requires('listing.orders')
@Controller()
export class MerchantOrderController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly orders: OrderHandling,
    private readonly delays: OrderDelays,
    private readonly closures: OrderClosures,
    private readonly notices: OrderNotices,
    private readonly mails: OrderMails,
    private readonly creditNotes: CreditNotes,
    private readonly answers: OrderAnswers,
    private readonly amendments: OrderAmendments,
    private readonly actions: MerchantOrderActions,
    private readonly agents: AgentOrders,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('merchant.order'))
  async show(
    @SpaceRequest() { ctx, listing: id, user: session }: SpaceRequest,
    @Param('order') orderId: string,
    @Done(DONE_STEPS) done: DoneStep | null,
  ): Promise<Page> {
    const order = await this.shop.order(ctx, id, orderId);
    if (isAgent(session)) return this.agents.page({ ctx, agent: session, order }, ordersState(done));
    if (order.state === 'received') await this.orders.noteOpened(ctx, order);
    return this.orderPage(ctx, session, order, ordersState(done));
  }

  /** One touch, one step; who looked at an older state of the order is told, and nothing is done. */
  @Post(patternsOf('merchant.order'))
  @RateLimit('handling')
  async act(
    @SpaceRequest() { ctx, locale, listing: id, user: session }: SpaceRequest,
    @Param('order') orderId: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.shop.order(ctx, id, orderId);
    if (isAgent(session)) return this.agents.act({ ctx, locale, agent: session, order }, posted);
    const back = pathTo('merchant.order', locale, { listing: id, order: orderId });
    const by = { listingId: id, orderId, actor: 'merchant', accountId: session.account.id } as const;
    return submitForm(
      merchantOrderForm.read(posted),
      async (pressed): Promise<HttpAnswer> => {
        if (pressed.action === 'none') return redirectTo(back);
        const done = await this.actions.take(ctx, order, by, pressed);
        const list = listIn(posted);
        if (list === null) return redirectDone(back, done);
        return redirectDone(pathOfList(list, id, locale), done, { commande: orderId });
      },
      // As it is by now: somebody else may have taken a step.
      async ({ state, ...answer }): Promise<Page | HttpAnswer> => {
        const now = await this.shop.order(ctx, id, orderId);
        const question = await delayQuestion(this.delays, ctx, now, posted);
        const asked = question === null ? {} : { question };
        const shown = { form: state, ...asked, list: listIn(posted), since: seenIn(posted) };
        return this.orderPage(ctx, session, now, shown, answer);
      },
    );
  }

  private async orderPage(
    ctx: TenantContext,
    session: AccountSession,
    order: Order,
    state: OrdersState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, order.listingId);
    const trail = {
      mails: await this.mails.list(ctx, order.id),
      authors: await this.answers.authorsOf(ctx, order.id),
      notes: await this.creditNotes.list(ctx, order.id),
      amendment: order.proposedUntil === null ? null : await this.amendments.latest(ctx, order.id),
      now: this.clock.now(),
    };
    return this.space.page(ctx, session, {
      ...merchantOrderPage(listing, order, trail, {
        closed: await this.closures.ofWaiting(ctx, order),
        ...state,
        reach: this.notices.reachOf(ctx, order),
      }),
      ...answer,
    });
  }
}
