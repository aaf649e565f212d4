import { pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import {
  CreditNotes,
  FulfilmentSettingsService,
  OrderAmendments,
  OrderAnswers,
  OrderClosures,
  OrderDelays,
  OrderHandling,
  type Order,
  OrderingControlsService,
  OrderingShops,
  OrderMails,
  OrderNotices,
  OrderingSettingsService,
  OrderSilence,
  OrderWithdrawals,
} from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PermissionDenied,
  RateLimit,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { InSpace, isAgent, MerchantSections, MerchantSpace, type SpaceUser } from '../../merchant-space';
import { Done, ListingId, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { AgentOrders } from './agent-orders.service';
import { delayQuestion } from './delay-question';
import { type Controlled, controlsForm, RUSHES } from './ordering-controls.form';
import {
  DONE_STEPS,
  type DoneStep,
  listIn,
  merchantOrderForm,
  outcomeFields,
  pathOfList,
  seenIn,
} from './merchant-order.form';
import { endedOrdersPage, merchantOrderPage, ordersPage } from './merchant-orders.presenter';
import type { OrdersState } from './orders-state';
import { MerchantOrderActions } from './merchant-order-actions.service';
import { ShopOrders } from '../shop-orders.service';

/** So many to do, and so many that are overdue, are on the page at most. */
const LISTED = 200;
/** Slots to come that may be closed. */
const SLOTS = 48;
/** Ended orders of a page. */
const ENDED = 50;

/** `apres`: the list goes on behind the order with this number, as people read it. Anything else counts as nothing. */
const afterQuery = z.object({
  apres: z
    .string()
    .regex(/^\d{4}-\d{4,9}$/)
    .transform((text) => ({ year: Number(text.slice(0, 4)), number: Number(text.slice(5)) }))
    .optional()
    .catch(undefined),
});

/** `commande`: the order that was just touched in the inbox. */
const outcomeQuery = z.object(outcomeFields);

type ControlPressed = Extract<ReturnType<typeof controlsForm.read>, { ok: true }>['input'];

/** Those whose mandate names the orders. */
const AGENTS = ['orders'] as const;

/** The inbox of a shop's orders: what is to be prepared, in the order in which it is collected. */
@Requires('listing.orders')
@Controller()
export class MerchantOrdersController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly shop: ShopOrders,
    private readonly orders: OrderHandling,
    private readonly delays: OrderDelays,
    private readonly closures: OrderClosures,
    private readonly notices: OrderNotices,
    private readonly withdrawals: OrderWithdrawals,
    private readonly mails: OrderMails,
    private readonly creditNotes: CreditNotes,
    private readonly answers: OrderAnswers,
    private readonly amendments: OrderAmendments,
    private readonly actions: MerchantOrderActions,
    private readonly controls: OrderingControlsService,
    private readonly silence: OrderSilence,
    private readonly settings: OrderingSettingsService,
    private readonly fulfilments: FulfilmentSettingsService,
    private readonly shops: OrderingShops,
    private readonly agents: AgentOrders,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: 'orders',
      label: 'orders.nav',
      permission: 'listing.orders',
      icon: 'basket',
      order: 15,
      tab: 'orders.nav',
      hasTab: (ctx, listing) => this.shops.isOpen(ctx, listing),
      route: 'merchant.orders',
      agents: AGENTS,
    });
    this.sections.openToAgents(AGENTS, 'merchant.endedOrders', 'merchant.order', 'merchant.orderListPhoto');
  }

  @Get(patternsOf('merchant.orders'))
  async list(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Done(DONE_STEPS) done: DoneStep | null,
    @Query({ schema: outcomeQuery }) { commande }: z.output<typeof outcomeQuery>,
    @InSpace() session: SpaceUser,
  ): Promise<Page> {
    if (isAgent(session)) return this.agents.inbox(ctx, session, id);
    return this.inbox(ctx, session, id, {
      ...stateOf(done),
      ...(await this.actions.outcome(ctx, [id], commande)),
    });
  }

  /** What the shop does about the orders to come: who looked at something else is told, and nothing is done. */
  @Post(patternsOf('merchant.orders'))
  @RateLimit('handling')
  async control(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Posted() posted: PostedForm,
    @InSpace() session: SpaceUser,
  ): Promise<Page | HttpAnswer> {
    // Pauses and slots are the shop's own.
    if (isAgent(session)) throw new PermissionDenied({});
    const back = pathTo('merchant.orders', locale, { listing: id });
    return submitForm<ControlPressed, Page | HttpAnswer>(
      controlsForm.read(posted),
      async (pressed) => {
        const done = await this.switch(ctx, id, pressed);
        return redirectDone(back, done);
      },
      ({ state, ...answer }) => this.inbox(ctx, session, id, { form: state }, answer),
    );
  }

  @Get(patternsOf('merchant.endedOrders'))
  async ended(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Query({ schema: afterQuery }) { apres }: z.output<typeof afterQuery>,
    @InSpace() session: SpaceUser,
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const orders = await this.orders.listEnded(ctx, id, apres, ENDED + 1);
    const page = endedOrdersPage(listing, orders.slice(0, ENDED), orders.length <= ENDED);
    return this.space.page(ctx, session, page);
  }

  @Get(patternsOf('merchant.order'))
  async show(
    @Ctx() ctx: TenantContext,
    @ListingId() id: number,
    @Param('order') orderId: string,
    @Done(DONE_STEPS) done: DoneStep | null,
    @InSpace() session: SpaceUser,
  ): Promise<Page> {
    const order = await this.shop.order(ctx, id, orderId);
    if (isAgent(session)) return this.agents.page({ ctx, agent: session, order }, stateOf(done));
    if (order.state === 'received') await this.orders.noteOpened(ctx, order);
    return this.orderPage(ctx, session, order, stateOf(done));
  }

  /** One touch, one step; who looked at an older state of the order is told, and nothing is done. */
  @Post(patternsOf('merchant.order'))
  @RateLimit('handling')
  async act(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() id: number,
    @Param('order') orderId: string,
    @Posted() posted: PostedForm,
    @InSpace() session: SpaceUser,
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

  /** @returns what was done; null: nothing was asked */
  private async switch(
    ctx: TenantContext,
    listingId: number,
    pressed: ControlPressed,
  ): Promise<Controlled | null> {
    switch (pressed.action) {
      case 'none':
        return null;
      case 'closeSlot':
      case 'openSlot':
        await this.controls.setSlot(ctx, listingId, pressed.input, pressed.action === 'openSlot');
        return pressed.action;
      case 'pause':
      case 'pauseToday':
        await this.controls.pause(ctx, { listingId, seen: pressed.input.seen }, pressed.input.until);
        return 'pause';
      case 'pauseLong':
        await this.silence.answerFromInbox(ctx, listingId, 'pause');
        return 'pause';
      case 'here':
        await this.silence.answerFromInbox(ctx, listingId, 'here');
        return 'here';
      case 'endPause':
        await this.controls.pause(ctx, { listingId, seen: pressed.input.seen }, null);
        return 'endPause';
      case 'endRush':
        await this.controls.rush(ctx, { listingId, seen: pressed.input.seen }, null);
        return 'endRush';
      default: {
        const { seen, until } = pressed.input;
        await this.controls.rush(ctx, { listingId, seen }, { minutes: RUSHES[pressed.action], until });
        return 'rush';
      }
    }
  }

  private async inbox(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    state: OrdersState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const orders = await this.orders.listOpen(ctx, id, LISTED);
    const unpaid = await this.withdrawals.listOwedRefunds(ctx, [id]);
    const controls = await this.controls.find(ctx, id, SLOTS);
    const [asked = null] = await this.silence.asked(ctx, [id]);
    const [incomplete] = await this.settings.listIncomplete(ctx, [id]);
    const hasSales = listingsWith(session, 'listing.sales').includes(id);
    const hasFigures = listingsWith(session, 'listing.statistics').includes(id);
    const hasOthers = listingsWith(session, 'listing.orders').length > 1;
    const reader = { accountId: session.account.id, hasSales, hasFigures, hasOthers };
    const missing = incomplete?.missing ?? [];
    const lacksSendingPayment = await this.fulfilments.lacksSendingPayment(ctx, id);
    const inbox = {
      ...orders,
      unpaid,
      controls,
      asked,
      missing,
      lacksSendingPayment,
      ...reader,
      now: this.clock.now(),
    };
    return this.space.page(ctx, session, { ...ordersPage(listing, inbox, LISTED, state), ...answer });
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

const stateOf = (done: DoneStep | null): OrdersState => ({
  form: newForm(),
  ...(done === null ? {} : { done }),
});
