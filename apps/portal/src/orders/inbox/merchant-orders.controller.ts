import { pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import {
  FulfilmentSettingsService,
  OrderHandling,
  OrderingControlsService,
  OrderingShops,
  OrderingSettingsService,
  OrderSilence,
  OrderWithdrawals,
} from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, PermissionDenied, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { isAgent, MerchantSections, MerchantSpace, SpaceRequest } from '../../merchant-space';
import { Done, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { AgentOrders } from './agent-orders.service';
import { type Controlled, controlsForm, RUSHES } from './ordering-controls.form';
import { DONE_STEPS, type DoneStep, outcomeFields } from './merchant-order.form';
import { endedOrdersPage, ordersPage } from './merchant-orders.presenter';
import { ordersState, type OrdersState } from './orders-state';
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
    private readonly withdrawals: OrderWithdrawals,
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
    @SpaceRequest() { ctx, listing: id, user: session }: SpaceRequest,
    @Done(DONE_STEPS) done: DoneStep | null,
    @Query({ schema: outcomeQuery }) { commande }: z.output<typeof outcomeQuery>,
  ): Promise<Page> {
    if (isAgent(session)) return this.agents.inbox(ctx, session, id);
    return this.inbox(ctx, session, id, {
      ...ordersState(done),
      ...(await this.actions.outcome(ctx, [id], commande)),
    });
  }

  /** What the shop does about the orders to come: who looked at something else is told, and nothing is done. */
  @Post(patternsOf('merchant.orders'))
  @RateLimit('handling')
  async control(
    @SpaceRequest() { ctx, locale, listing: id, user: session }: SpaceRequest,
    @Posted() posted: PostedForm,
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
    @SpaceRequest() { ctx, listing: id, user: session }: SpaceRequest,
    @Query({ schema: afterQuery }) { apres }: z.output<typeof afterQuery>,
  ): Promise<Page> {
    const listing = await this.shop.listing(ctx, id);
    const orders = await this.orders.listEnded(ctx, id, apres, ENDED + 1);
    const page = endedOrdersPage(listing, orders.slice(0, ENDED), orders.length <= ENDED);
    return this.space.page(ctx, session, page);
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
}
