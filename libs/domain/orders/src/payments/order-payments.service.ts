import { Clock, HOUR, type Locale, MINUTE } from '@halles/kernel';
import {
  type Checkout,
  type CheckoutRequest,
  type GatewayPayment,
  GatewayRefusal,
  GatewayUnavailable,
  PaymentGateway,
} from '@halles/platform/payments';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { chargedLines } from '../credit-notes/credit-note';
import { CreditNotes } from '../credit-notes/credit-notes.service';
import { type Order, orderNumber } from '../order';
import { notifyContested } from '../order.events';
import { OrderingShops } from '../ordering-shops.service';
import { ClosedSalesRepository } from '../sales/closed-sales.repository';
import { RecipientRepository } from '../recipient.repository';
import { OrderArrivals } from '../order-arrivals.service';
import { OrderHandling } from '../order-handling.service';
import { OrderNotFound } from '../order.errors';
import { OrderRepository } from '../order.repository';
import { signalOrders } from '../order-signals';
import {
  type ActKind,
  OrderPaymentRepository,
  type PaymentAct,
  type StoredPayment,
} from './order-payment.repository';
import { CHECKOUT_MINUTES, counterRefundCents, type Due, dueOf, dueOfExpired, payableUntil } from './payment';
import { available, PaymentAccounts } from './payment-accounts.service';
import { PaymentOver } from './payment.errors';
import { PendingPayments } from './pending-payments.service';

/** What the provider says of a payment and of its page. */
interface Seen {
  readonly checkout: Checkout | null;
  readonly paid: GatewayPayment | null;
}

/** What is to be asked of the provider, and the id of the payment that it is about. */
type ProviderRequest =
  { readonly kind: 'close'; readonly checkout: string } | (PaymentAct & { readonly payment: string });

/** What a customer reads at the provider. */
const LABEL: Readonly<Record<Locale, string>> = { fr: 'Commande', en: 'Order' };
/** One payment comes to rest in fewer rounds: it arrives, is captured, and refunded at most. */
const MOST_ROUNDS = 6;
/** The provider knows a key for a day: what was asked by an older one either had its effect, which it tells of, or never will. */
const KEY_HOURS = 23;
/** While a page of payment is being opened by one request, another waits for it. */
const OPENING = MINUTE;

/**
 * The payments online of orders. What is due is computed of the order and of what the provider says; each act is written down
 * before the provider is asked, under a key by which it does it once. So everything here may be killed, and done again, anywhere.
 */
@Injectable()
export class OrderPayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly payments: OrderPaymentRepository,
    private readonly arrivals: OrderArrivals,
    private readonly shops: OrderingShops,
    private readonly recipients: RecipientRepository,
    private readonly outbox: Outbox,
    private readonly handling: OrderHandling,
    private readonly accounts: PaymentAccounts,
    private readonly pending: PendingPayments,
    private readonly notes: CreditNotes,
    private readonly closed: ClosedSalesRepository,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * Where the customer of an order pays: a page of the provider, the same one for as long as it is good.
   * @param returnUrl the page of the order
   * @throws PaymentOver there is nothing to pay
   * @throws PaymentClosed the account of the shop takes no payments any more
   * @throws PaymentUnavailable the provider does not answer: the order waits, and it is asked for again
   */
  async checkoutUrl(
    ctx: TenantContext,
    order: Order,
    { returnUrl, locale }: { readonly returnUrl: string; readonly locale: Locale },
  ): Promise<string> {
    // What is paid for a copy nobody looks after.
    if (!this.gateway.isOfferedTo(ctx.tenant)) throw new PaymentOver({});
    const row = await this.claim(ctx, order);
    if (row.checkoutUrl !== null) return row.checkoutUrl;
    const request = {
      ...{
        account: row.account,
        tenant: ctx.tenant.slug,
        orderId: order.id,
        cents: row.cents,
        locale,
        returnUrl,
      },
      label: `${LABEL[locale]} ${orderNumber(order.number)}`,
      email: order.customer?.email ?? null,
      expiresAt: row.checkoutUntil ?? this.clock.now(),
    };
    const key = `${order.id}/checkout/${String(row.checkouts)}`;
    const checkout = await available(() => this.openCheckout(ctx, order, request, key));
    const isWanted = await this.work.write(ctx, (tx) => this.payments.setCheckout(tx, row, checkout));
    // Its customer pays directly since, or on another page: nobody is led to this one, and nothing is paid on it.
    if (!isWanted) await available(() => this.gateway.closeCheckout(row.account, checkout.id));
    if (!isWanted || checkout.url === null) throw new PaymentOver({});
    return checkout.url;
  }

  private async openCheckout(
    ctx: TenantContext,
    { id, listingId }: Order,
    request: CheckoutRequest,
    key: string,
  ): Promise<Checkout> {
    try {
      return await this.gateway.openCheckout(request, key);
    } catch (error) {
      // An account that takes no payments any more is offered to nobody else.
      if (error instanceof GatewayRefusal) {
        await this.accounts.check(ctx, listingId);
        await this.pending.assertOpen(ctx, { id, listingId });
      }
      throw error;
    }
  }

  /**
   * Does what is due about the payment of an order, until nothing is. Run twice, or at once, it is done once.
   * What the provider refuses is noted as the problem of the payment. A copy leaves it to the territory that it is of.
   * @throws GatewayUnavailable to be run again
   */
  async settle(ctx: TenantContext, orderId: string): Promise<void> {
    if (ctx.tenant.isCopy) return;
    let refused: Due['kind'] | null = null;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const row = await this.work.read(ctx, (tx) => this.payments.find(tx, orderId));
      if (!row) return;
      const seen = await this.look(row);
      if (seen instanceof GatewayRefusal) return this.noteRefusal(ctx, orderId, seen);
      const asked = await this.work.write(ctx, (tx) =>
        this.closed.keeping(tx, row, this.clock.now(), () => this.decide(tx, row, seen, refused)),
      );
      if (asked === 'again') continue;
      if (asked === null) return;
      refused = (await this.ask(ctx, row, asked)) === 'refused' ? asked.kind : null;
    }
    throw new GatewayUnavailable('a payment did not come to rest');
  }

  /** Asks about the orders that wait to be paid: an event may be late, or lost. Returns how many. @throws GatewayUnavailable */
  followUnpaid(ctx: TenantContext, signal: AbortSignal): Promise<number> {
    return this.settleEach(ctx, (tx, after) => this.payments.unpaid(tx, BATCH, after), signal);
  }

  /** Tries again what the provider refused, or did not answer. Returns about how many orders. @throws GatewayUnavailable */
  retry(ctx: TenantContext, signal: AbortSignal): Promise<number> {
    return this.settleEach(ctx, (tx, after) => this.payments.unfinished(tx, BATCH, after), signal);
  }

  /** Settles orders page by page; what goes wrong at the provider with one keeps nobody else's waiting. */
  private async settleEach(
    ctx: TenantContext,
    page: (tx: TenantTx, after: string | null) => Promise<readonly { readonly id: string }[]>,
    signal: AbortSignal,
  ): Promise<number> {
    if (!this.gateway.isOfferedTo(ctx.tenant)) return 0;
    let [after, count]: [string | null, number] = [null, 0];
    let unavailable: GatewayUnavailable | null = null;
    do {
      const last: string | null = after;
      const found: readonly { readonly id: string }[] = await this.work.read(ctx, (tx) => page(tx, last));
      for (const { id } of found) {
        if (signal.aborted) return count;
        try {
          await this.settle(ctx, id);
          count += 1;
        } catch (error) {
          if (!(error instanceof GatewayUnavailable)) throw error;
          unavailable = error;
        }
      }
      after = found.at(-1)?.id ?? null;
    } while (after !== null);
    if (unavailable) throw unavailable;
    return count;
  }

  /** The row of an order that may be paid, with a page that is good, or with the right to open the next one. @throws PaymentOver */
  private async claim(ctx: TenantContext, { id, listingId }: Order): Promise<StoredPayment> {
    return this.work.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, listingId, id);
      const row = order && (await this.payments.lock(tx, id));
      const now = this.clock.now();
      if (!order || !row || order.state !== 'to-pay' || payableUntil(order) <= now) throw new PaymentOver({});
      const until = row.checkoutUntil?.getTime() ?? 0;
      const isGood = row.checkoutUrl !== null && until > now.getTime();
      const isBeingOpened =
        row.checkout === null && until > now.getTime() + CHECKOUT_MINUTES * MINUTE - OPENING;
      if (isGood || isBeingOpened) return row;
      await this.payments.claimCheckout(tx, id, new Date(now.getTime() + CHECKOUT_MINUTES * MINUTE));
      const claimed = await this.payments.find(tx, id);
      if (!claimed) throw new OrderNotFound({});
      return claimed;
    });
  }

  /** What the provider says; its refusal where it knows the payment not, or the account is closed or taken away from us. */
  private async look({ account, checkout: id, payment }: StoredPayment): Promise<Seen | GatewayRefusal> {
    try {
      const checkout = id === null ? null : await this.gateway.checkout(account, id);
      const known = payment ?? checkout?.payment ?? null;
      return { checkout, paid: known === null ? null : await this.gateway.payment(account, known) };
    } catch (error) {
      if (error instanceof GatewayRefusal) return error;
      throw error;
    }
  }

  /** Nothing can be done about a payment now: its shop's page says so, and it is tried again every hour. */
  private async noteRefusal(ctx: TenantContext, orderId: string, { code }: GatewayRefusal): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const row = await this.payments.find(tx, orderId);
      const order =
        row && (await this.orders.lock(tx, row.listingId, orderId)) && (await this.orders.find(tx, orderId));
      await this.payments.setProblem(tx, orderId, code);
      // Nobody can be paid on that account: what waited for it is held no longer than for others.
      if (order?.state === 'to-pay' && payableUntil(order) <= this.clock.now())
        await this.lapse(tx, order, null);
    });
  }

  /** Writes down what the provider said and what it is asked next; null where that is nothing. */
  private async decide(
    tx: TenantWriteTx,
    before: StoredPayment,
    { checkout, paid }: Seen,
    refused: Due['kind'] | null,
  ): Promise<ProviderRequest | 'again' | null> {
    const { orderId } = before;
    const isLocked = await this.orders.lock(tx, before.listingId, orderId);
    const order = isLocked && (await this.orders.find(tx, orderId));
    const row = order && (await this.payments.lock(tx, orderId));
    if (!order || !row) return null;
    // Somebody else did something between: what was seen may be older than that.
    if (row.ended !== before.ended || row.checkout !== before.checkout) return 'again';
    const now = this.clock.now();
    await this.payments.note(tx, row, checkout, paid, now);
    if (paid?.isContested === true && !row.isExpired && order.payment?.isContested !== true)
      await this.publishContested(tx, order);
    const open = await this.payments.openAct(tx, orderId);
    // It may have its effect yet, whatever is due by now: nothing else is given back before the provider answered to it.
    if (paid && open?.kind === 'refund' && now.getTime() < open.createdAt.getTime() + KEY_HOURS * HOUR)
      return { ...open, payment: paid.id };
    const due = row.isExpired ? dueOfExpired(checkout, paid) : dueOf(order, checkout, paid);
    const isOpen =
      open !== null && open.kind === due.kind && ('cents' in due ? open.cents === due.cents : true);
    if (open && !isOpen) await this.payments.endAct(tx, orderId, open.number, 'replaced', now);
    if (due.kind === 'arrive') {
      await this.arrivals.arriveIn(tx, order, 'system', now);
      return 'again';
    }
    if (due.kind === 'close') return { kind: 'close', checkout: checkout?.id ?? '' };
    if (due.kind === 'nothing' && order.state === 'to-pay' && payableUntil(order) <= now)
      return this.lapse(tx, order, checkout);
    if (due.kind === 'nothing' || paid === null) {
      await this.rest(tx, order, row.isExpired ? null : paid, now);
      return null;
    }
    // It refused just that, and says the same as before: a person has to look.
    if (refused === due.kind) return null;
    if (open && isOpen) return { ...open, payment: paid.id };
    const lineCents = due.kind === 'capture' ? chargedLines(order) : null;
    const act = { kind: due.kind, cents: 'cents' in due ? due.cents : 0, lineCents };
    return { ...(await this.payments.beginAct(tx, orderId, act, now)), payment: paid.id };
  }

  /** Promises what tells the shop, in the transaction that writes it down: once. */
  private async publishContested(tx: TenantWriteTx, order: Order): Promise<void> {
    const handlers = await this.shops.handlersOf(tx, order.listingId);
    for (const { id } of await this.recipients.ensure(tx, order, handlers))
      await this.outbox.append(tx, notifyContested(id));
  }

  /** Its time is over and it is not paid: nobody can pay it any more, then it is cancelled. */
  private async lapse(
    tx: TenantWriteTx,
    order: Order,
    checkout: Checkout | null,
  ): Promise<ProviderRequest | 'again'> {
    if (checkout?.state === 'open') return { kind: 'close', checkout: checkout.id };
    const { id: orderId, listingId, event: seen } = order;
    const move = { orderId, listingId, seen, actor: 'system', accountId: null } as const;
    await this.handling.moveIn(tx, move, 'cancelled', 'not-paid');
    await this.pending.tellLapsed(tx, order);
    return 'again';
  }

  /** Nothing is left to do. */
  private async rest(tx: TenantWriteTx, order: Order, paid: GatewayPayment | null, now: Date): Promise<void> {
    await this.payments.setProblem(tx, order.id, null);
    await this.noteRefund(tx, order, paid, now);
    if (
      paid?.state === 'captured' &&
      order.withdrawals.some(({ isRefundDue, refundedAt }) => isRefundDue && !refundedAt) &&
      // What was paid at the counter goes back there, and its shop notes it.
      counterRefundCents(order) === 0
    )
      await this.payments.noteRefunded(tx, order.id, now);
    const { payment } = order;
    const isNew =
      payment?.state !== paid?.state ||
      payment?.refundedCents !== paid?.refundedCents ||
      payment?.isContested !== paid?.isContested;
    if (paid !== null && isNew) await signalOrders(tx, order.listingId);
  }

  /** What went back before anything was handed over has its credit note, by what the provider says, whatever came of our acts. */
  private async noteRefund(
    tx: TenantWriteTx,
    order: Order,
    paid: GatewayPayment | null,
    now: Date,
  ): Promise<void> {
    const { payment } = order;
    if (paid?.state !== 'captured' || paid.refundedCents === 0 || payment === null) return;
    const { state, capturedCents, refundedCents } = paid;
    const charged = await this.payments.charge(tx, order.id, capturedCents);
    const seen = { ...order, payment: { ...payment, state, capturedCents, refundedCents } };
    await this.notes.issueForRefund(tx, seen, charged, now);
  }

  /** Asks the provider for one act, and writes down what came of it. @throws GatewayUnavailable */
  private async ask(
    ctx: TenantContext,
    row: StoredPayment,
    asked: ProviderRequest,
  ): Promise<'done' | 'refused'> {
    const { orderId, account } = row;
    if (asked.kind === 'close') {
      await this.gateway.closeCheckout(account, asked.checkout);
      return 'done';
    }
    const { number, cents, payment } = asked;
    const end = (outcome: 'done' | 'failed' | 'refused', problem: string | null = null) =>
      this.end(ctx, row, asked, outcome, problem);
    try {
      await this.call(
        asked.kind,
        { account, payment, key: `${orderId}/${asked.kind}/${String(number)}` },
        cents,
      );
    } catch (error) {
      if (error instanceof GatewayRefusal) {
        await end('refused', error.code);
        return 'refused';
      }
      // An answer that is none is repeated to the same key for ever: what is true is asked before the next one.
      if (error instanceof GatewayUnavailable && error.isAnswered) await end('failed');
      throw error;
    }
    await end('done');
    return 'done';
  }

  private call(
    kind: ActKind,
    act: { readonly account: string; readonly payment: string; readonly key: string },
    cents: number,
  ): Promise<void> {
    switch (kind) {
      case 'capture':
        return this.gateway.capture(act, cents);
      case 'cancel':
        return this.gateway.cancel(act);
      case 'refund':
        return this.gateway.refund(act, cents);
    }
  }

  private async end(
    ctx: TenantContext,
    { orderId, listingId }: StoredPayment,
    { kind, number, cents }: PaymentAct,
    outcome: 'done' | 'failed' | 'refused',
    problem: string | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const now = this.clock.now();
      // Before its payment, as everywhere: whoever has one of the two waits for nobody who has the other.
      await this.orders.lock(tx, listingId, orderId);
      await this.payments.endAct(tx, orderId, number, outcome, now);
      if (outcome === 'refused') await this.payments.setProblem(tx, orderId, problem);
      await appendAudit(tx, `payment.${kind}`, { order: orderId, cents, outcome }, now);
    });
  }
}

/** Orders that are asked about at once. */
const BATCH = 100;
