import { listingParams, pathTo, patternsOf } from '@halles/contracts';
import {
  DirectPayments,
  CreditNotes,
  isOnCard,
  isTooLateToCancel,
  mayCancel,
  OrderBrowsers,
  OrderHandling,
  OrderHandOvers,
  OrderMails,
  OrderPayments,
  SaleTermsService,
  PendingPayments,
} from '@halles/domain/orders';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import { buttonForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  type Client,
  Ctx,
  CurrentClient,
  CurrentLocale,
  type HttpAnswer,
  PortalRequest,
  Public,
  redirectTo,
} from '@halles/platform/http';
import { PortalLinks, type TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { Done, redirectDone } from '../../params';
import { type Page, page, type PageOptions } from '../../rendering/page';
import { storedBaskets } from '../baskets/basket-cookie';
import { Baskets } from '../baskets/baskets.service';
import { cookieToOrderAgain } from '../baskets/stored-form';
import { cancelForm, payForm } from './cancel.form';
import { collectorForm } from './collector.form';
import { CustomerOrders } from './customer-orders.service';
import { presentLeaving } from './order-pay.presenter';
import { type OrderPageState, presentOrder } from './order.presenter';

/** Says that who collects was saved. */
const COLLECTOR = 'collector';

/** The page of an order, for whoever has its link: where it stands, cancelling it, paying it online. */
@Public()
@Controller()
export class PlacedOrderController {
  constructor(
    private readonly orders: OrderHandling,
    private readonly customers: CustomerOrders,
    private readonly saleTerms: SaleTermsService,
    private readonly creditNotes: CreditNotes,
    private readonly browsers: OrderBrowsers,
    private readonly payments: OrderPayments,
    private readonly pending: PendingPayments,
    private readonly direct: DirectPayments,
    private readonly handOvers: OrderHandOvers,
    private readonly mails: OrderMails,
    private readonly baskets: Baskets,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('order'))
  async show(
    @Ctx() ctx: TenantContext,
    @CurrentClient() { cookies }: Client,
    @Param('token') token: string,
    @Done([COLLECTOR]) done: typeof COLLECTOR | null,
  ): Promise<Page> {
    return this.order(ctx, token, { problem: null, isCollectorSaved: done !== null }, {}, cookies);
  }

  /** Cancels: the button of the page, never a link, which scanners of mails follow. */
  @Post(patternsOf('order'))
  async cancel(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.customers.get(ctx, token);
    return submitForm<{ seen: number; isSure: boolean }, Page | HttpAnswer>(
      cancelForm.read(posted),
      async ({ seen, isSure }) => {
        // Nothing is cancelled with one touch; who pressed what is not there any more is told so by the step itself.
        const isOffered = seen === order.event && mayCancel(order);
        const isTooLate = isTooLateToCancel(order, ctx.tenant.settings.timeZone, this.clock.now());
        if (!isSure && !isTooLate && (isOffered || isOnCard(order.payment)))
          return this.order(ctx, token, { problem: null, asksToCancel: true });
        const move = {
          listingId: order.listingId,
          orderId: order.id,
          seen,
          actor: 'customer',
          accountId: null,
        } as const;
        await this.orders.move(ctx, move, 'cancelled', 'customer');
        return redirectTo(pathTo('order', locale, { token }));
      },
      // It went on meanwhile: the page says so, and where it stands.
      ({ state, ...answer }) => this.order(ctx, token, { problem: state.problem }, answer),
    );
  }

  /** Names who collects it, until somebody does. */
  @Post(patternsOf('order.collector'))
  async nameCollector(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.customers.get(ctx, token);
    return submitForm<{ collector: string | null }, Page | HttpAnswer>(
      collectorForm.read(posted),
      async ({ collector }) => {
        await this.handOvers.setCollector(ctx, order, collector);
        return redirectDone(pathTo('order', locale, { token }), COLLECTOR);
      },
      ({ state, ...answer }) => this.order(ctx, token, { problem: state.problem, form: state }, answer),
    );
  }

  /** Has the browser store what was ordered as the basket of its shop, whose form says what changed. */
  @Post(patternsOf('order.again'))
  async again(
    @PortalRequest() { ctx, locale, client: { cookies } }: PortalRequest,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    return submitForm<null, Page | HttpAnswer>(
      buttonForm.read(posted),
      async () => {
        const form = redirectTo(pathTo('order.form', locale, listingParams(listing)));
        if (order.lines.length === 0) return form;
        return form.withCookies(cookieToOrderAgain(cookies, listing.id, order.lines));
      },
      ({ state, ...answer }) => this.order(ctx, token, { problem: state.problem }, answer, cookies),
    );
  }

  /** Leads on to the page of the provider, by a page of ours: a form may not lead to another site. */
  @Post(patternsOf('order.pay'))
  async pay(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('token') token: string,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const order = await this.customers.get(ctx, token);
    return submitForm<{ isDirect: boolean }, Page | HttpAnswer>(
      payForm.read(posted),
      async ({ isDirect }) => {
        if (isDirect) {
          await this.direct.payDirectly(ctx, order);
          return redirectTo(pathTo('order', locale, { token }));
        }
        const returnUrl = new PortalLinks(this.config, ctx.tenant).to('order', locale, { token });
        const address = await this.payments.checkoutUrl(ctx, order, { returnUrl, locale });
        return page('orders/order-pay', presentLeaving(order, token, address), {
          headers: { refresh: `0;url=${address}` },
        });
      },
      // Paid meanwhile, too late, or the provider does not answer: the page says so, and has the button as long as it may be paid.
      ({ state, ...answer }) => this.order(ctx, token, { problem: state.problem }, answer),
    );
  }

  private async order(
    ctx: TenantContext,
    token: string,
    shown: Pick<OrderPageState, 'problem' | 'form' | 'asksToCancel' | 'isCollectorSaved'>,
    answer: PageOptions = {},
    cookies?: string,
  ): Promise<Page> {
    const { order, listing } = await this.customers.getWithShop(ctx, token);
    const hasTerms = (await this.saleTerms.findByOrder(ctx, order.id)) !== null;
    const remaining = await this.baskets.shopsOf(ctx, storedBaskets(cookies));
    const notes = await this.creditNotes.list(ctx, order.id);
    const way = order.state === 'to-pay' ? await this.pending.way(ctx, order) : null;
    const unsent = order.customer?.email ? await this.mails.unsentReason(ctx, order.id) : null;
    const state = {
      token,
      ...shown,
      way,
      hasTerms,
      notes,
      unsent,
      remaining,
      pushKey: this.browsers.publicKey,
    };
    return page('orders/order', presentOrder(order, listing, state, this.clock.now()), answer);
  }
}
