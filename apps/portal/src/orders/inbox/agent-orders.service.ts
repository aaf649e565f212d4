import { pathTo } from '@halles/contracts';
import type { AgentSession } from '@halles/domain/mandates';
import {
  OrderAmendments,
  OrderAnswers,
  OrderHandling,
  type Order,
  OrderingShops,
  OrderMails,
  OrderMoved,
  OrderClosures,
  OrderDelays,
  OrderNotices,
} from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { newForm, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, redirectTo } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MerchantSpace } from '../../merchant-space';
import { redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { agentOrderForm } from './agent-orders.form';
import { delayQuestion } from './delay-question';
import { orderPageForAgent, ordersPageForAgent } from './agent-orders.presenter';
import { seenIn, STEPS } from './merchant-order.form';
import { MerchantOrderActions } from './merchant-order-actions.service';
import { merchantOrderPage, ordersPage } from './merchant-orders.presenter';
import type { OrdersState } from './orders-state';
import { ShopOrders } from '../shop-orders.service';

/** So many to do, and so many that are overdue, are on the page at most. */
const LISTED = 200;

/** An agent of the town at an order of a shop. */
interface AgentAtOrder {
  readonly ctx: TenantContext;
  readonly locale: Locale;
  readonly agent: AgentSession;
  readonly order: Order;
}

/** The orders of a shop for an agent of the town, whose mandate names them: each is seen, answered, put off and cancelled. */
@Injectable()
export class AgentOrders {
  constructor(
    private readonly space: MerchantSpace,
    private readonly shop: ShopOrders,
    private readonly orders: OrderHandling,
    private readonly mails: OrderMails,
    private readonly answers: OrderAnswers,
    private readonly amendments: OrderAmendments,
    private readonly actions: MerchantOrderActions,
    private readonly delays: OrderDelays,
    private readonly closures: OrderClosures,
    private readonly notices: OrderNotices,
    private readonly shops: OrderingShops,
    private readonly clock: Clock,
  ) {}

  async inbox(ctx: TenantContext, agent: AgentSession, id: number): Promise<Page> {
    const orders = await this.orders.listOpen(ctx, id, LISTED);
    const inbox = {
      ...orders,
      ...{ unpaid: [], controls: null, asked: null, missing: [], lacksSendingPayment: false, accountId: '' },
      ...{ hasSales: false, hasFigures: false, hasOthers: false, now: this.clock.now() },
    };
    const page = ordersPage(await this.shop.listing(ctx, id), inbox, LISTED, { form: newForm() });
    const enters = (await this.shops.isOpen(ctx, id)) ? id : null;
    return this.space.page(ctx, agent, ordersPageForAgent(page, enters));
  }

  /** One order. That an agent looks at it does not stop it from ringing in the shop. */
  async page(
    { ctx, agent, order }: Omit<AgentAtOrder, 'locale'>,
    state: OrdersState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const trail = {
      mails: await this.mails.list(ctx, order.id),
      authors: await this.answers.authorsOf(ctx, order.id),
      // They are the shop's own affair, as its journal is.
      notes: [],
      amendment: order.proposedUntil === null ? null : await this.amendments.latest(ctx, order.id),
      now: this.clock.now(),
    };
    const page = merchantOrderPage(await this.shop.listing(ctx, order.listingId), order, trail, {
      closed: await this.closures.ofWaiting(ctx, order),
      ...state,
      reach: this.notices.reachOf(ctx, order),
    });
    return this.space.page(ctx, agent, { ...orderPageForAgent(page, isByTown(order)), ...answer });
  }

  /** One touch, one step; who looked at an older state of the order is told, and nothing is done. */
  async act({ ctx, locale, agent, order }: AgentAtOrder, posted: PostedForm): Promise<Page | HttpAnswer> {
    const { id: orderId, listingId } = order;
    const back = pathTo('merchant.order', locale, { listing: listingId, order: orderId });
    const by = {
      listingId,
      orderId,
      actor: 'town',
      accountId: null,
      agentId: agent.agent.accountId,
    } as const;
    return submitForm(
      agentOrderForm.read(posted),
      async (pressed): Promise<HttpAnswer> => {
        if (pressed.action === 'none') return redirectTo(back);
        if (pressed.action === 'delay' || pressed.action === 'delayAnyway' || pressed.action === 'delayTo') {
          const { seen, minutes } = pressed.input;
          await this.orders.delay(ctx, { ...by, seen }, minutes, pressed.action === 'delayAnyway');
          return redirectDone(back, 'delay');
        }
        if (pressed.action === 'refuseBecause' || pressed.action === 'cancelBecause') {
          const step = pressed.action === 'refuseBecause' ? 'refuse' : 'cancel';
          const { seen, reason } = pressed.input;
          await this.orders.move(ctx, { ...by, seen }, STEPS[step].to, reason);
          return redirectDone(back, step);
        }
        if (pressed.action === 'acceptAnyway') {
          await this.orders.move(ctx, { ...by, seen: pressed.input, isSure: true }, 'accepted');
          return redirectDone(back, 'accept');
        }
        if (pressed.action === 'undo') {
          if (!isByTown(order)) throw new OrderMoved({ state: order.state });
          await this.actions.undo(ctx, order, { ...by, seen: pressed.input });
          return redirectDone(back, 'undo');
        }
        const { to, reason } = STEPS[pressed.action];
        await this.orders.move(ctx, { ...by, seen: pressed.input }, to, reason);
        return redirectDone(back, pressed.action);
      },
      // As it is by now: somebody else may have taken a step.
      async ({ state: form, ...answer }): Promise<Page | HttpAnswer> => {
        const now = await this.orders.get(ctx, orderId);
        const question = await delayQuestion(this.delays, ctx, now, posted);
        const shown = { form, ...(question && { question }), since: seenIn(posted) };
        return this.page({ ctx, agent, order: now }, shown, answer);
      },
    );
  }
}

/** Whether the last step of an order was the town's, which an agent takes back; not what it was entered with. Pure. */
const isByTown = ({ events }: Pick<Order, 'events'>): boolean =>
  events.length > 1 && events.at(-1)?.actor === 'town';
