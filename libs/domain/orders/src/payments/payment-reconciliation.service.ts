import { Clock, DAY, MINUTE } from '@halles/kernel';
import {
  type GatewayPayment,
  GatewayRefusal,
  GatewayUnavailable,
  PaymentGateway,
} from '@halles/platform/payments';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderRepository } from '../order.repository';
import { OrderPayments } from './order-payments.service';
import { CHECKOUT_MINUTES, dueOf, dueOfExpired, owedCents } from './payment';
import { PaymentAccountRepository } from './payment-account.repository';
import {
  type ListedMismatch,
  type Mismatch,
  type PaymentCounts,
  PaymentMismatchRepository,
  type ReconciledPayment,
} from './payment-mismatch.repository';

/** How far back payments are compared: longer than a card is held. */
const SPAN = 10 * DAY;
/** What just happened is still on its way. */
const SETTLING = 10 * MINUTE;

/** What is compared at once: the payments of a shop on an account since an instant. */
interface Span {
  readonly listingId: number;
  readonly account: string;
  readonly since: Date;
}

/**
 * Compares orders with the payments of the provider, both ways: what can be mended is settled, and what cannot is listed for the
 * operator. No money is moved for what is not understood.
 */
@Injectable()
export class PaymentReconciliation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: PaymentAccountRepository,
    private readonly mismatches: PaymentMismatchRepository,
    private readonly orders: OrderRepository,
    private readonly payments: OrderPayments,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  /** Compares all shops of a territory. Returns how many differences there are. @throws GatewayUnavailable */
  async reconcile(ctx: TenantContext, signal: AbortSignal): Promise<number> {
    if (!this.gateway.isOfferedTo(ctx.tenant)) return 0;
    const since = new Date(this.clock.now().getTime() - SPAN);
    const accounts = await this.work.read(ctx, (tx) => this.accounts.list(tx, since));
    const byShop = new Map<number, Mismatch[]>();
    const unavailable = new Map<number, GatewayUnavailable>();
    for (const { listingId, account } of accounts) {
      if (signal.aborted) return this.count(ctx);
      try {
        const found = await this.compare(ctx, { listingId, account, since }, signal);
        byShop.set(listingId, [...(byShop.get(listingId) ?? []), ...found]);
      } catch (error) {
        // The other shops are compared all the same; what is known of this one stays as it is.
        if (!(error instanceof GatewayUnavailable)) throw error;
        unavailable.set(listingId, error);
      }
    }
    // What was left out is not gone.
    if (signal.aborted) return this.count(ctx);
    for (const [listingId, found] of byShop)
      if (!unavailable.has(listingId))
        await this.work.write(ctx, (tx) => this.mismatches.note(tx, listingId, found, this.clock.now()));
    const [first] = unavailable.values();
    if (first) throw first;
    return this.count(ctx);
  }

  /** Where orders and payments differ, the oldest first. */
  list(ctx: TenantContext, limit: number): Promise<ListedMismatch[]> {
    return this.work.read(ctx, (tx) => this.mismatches.list(tx, limit));
  }

  /** What there is of payments, for who watches. */
  counts(ctx: TenantContext): Promise<PaymentCounts> {
    return this.work.read(ctx, (tx) => this.mismatches.counts(tx));
  }

  count(ctx: TenantContext): Promise<number> {
    return this.work.read(ctx, (tx) => this.mismatches.count(tx));
  }

  /**
   * Compares an account by the pages of its payments, a call for a hundred: one by one is asked only about what differs, or about
   * which something is due.
   */
  private async compare(ctx: TenantContext, span: Span, signal: AbortSignal): Promise<Mismatch[]> {
    const theirs = await this.theirs(ctx, span, signal);
    const ofOrder = new Map(theirs?.map((paid) => [paid.orderId, paid]));
    const byId = new Map(theirs?.map((paid) => [paid.id, paid]));
    for (const row of await this.ours(ctx, span)) {
      if (signal.aborted) return [];
      const paid = row.payment === null ? ofOrder.get(row.orderId) : byId.get(row.payment);
      if (!(await this.isAtRest(ctx, row, paid ?? null))) await this.payments.settle(ctx, row.orderId);
    }
    const ours = await this.ours(ctx, span);
    const known = new Map(ours.map(({ orderId, payment }) => [orderId, payment]));
    const found = (theirs ?? [])
      .filter((paid) => known.get(paid.orderId ?? '') !== paid.id && this.holdsForNobody(paid))
      .map((paid) => orphanOf(span.listingId, paid));
    for (const row of ours) {
      const mismatch = await this.amountOf(ctx, span, row, byId);
      if (mismatch) found.push(mismatch);
    }
    return found;
  }

  /** Those of orders that were made before the span and could be paid in it are among them. */
  private ours(ctx: TenantContext, { account, since }: Span): Promise<ReconciledPayment[]> {
    const from = new Date(since.getTime() - CHECKOUT_MINUTES * MINUTE);
    return this.work.read(ctx, (tx) => this.mismatches.paymentsOf(tx, account, from));
  }

  /**
   * Payments that we asked for, and not those of the merchant's other business; null where the account is closed, or was taken away
   * from us.
   */
  private async theirs(
    ctx: TenantContext,
    { account, since }: Span,
    signal: AbortSignal,
  ): Promise<GatewayPayment[] | null> {
    const found: GatewayPayment[] = [];
    try {
      for await (const paid of this.gateway.payments(account, since)) {
        if (signal.aborted) break;
        if (paid.tenant === ctx.tenant.slug && paid.orderId !== null) found.push(paid);
      }
      return found;
    } catch (error) {
      if (error instanceof GatewayRefusal) return null;
      throw error;
    }
  }

  /** Whether we know of a payment what the provider says, and nothing is due about it. */
  private async isAtRest(
    ctx: TenantContext,
    row: ReconciledPayment,
    paid: GatewayPayment | null,
  ): Promise<boolean> {
    // Nobody paid. Whether its time is over is looked at every minute.
    if (paid === null && row.payment === null) return true;
    if (paid === null || isOther(row, paid)) return false;
    if (row.isExpired) return dueOfExpired(null, paid).kind === 'nothing';
    const order = await this.work.read(ctx, (tx) => this.orders.find(tx, row.orderId));
    return order === null || dueOf(order, null, paid).kind === 'nothing';
  }

  /** What just happened is on its way yet. */
  private holdsForNobody({ state, capturedCents, refundedCents, at }: GatewayPayment): boolean {
    const holds = state === 'authorised' || capturedCents > refundedCents;
    return holds && at.getTime() <= this.clock.now().getTime() - SETTLING;
  }

  private async amountOf(
    ctx: TenantContext,
    { listingId, account }: Span,
    row: ReconciledPayment,
    theirs: ReadonlyMap<string, GatewayPayment>,
  ): Promise<Mismatch | null> {
    const { orderId, payment } = row;
    if (payment === null) return null;
    const listed = theirs.get(payment);
    const paid = listed && !isOther(row, listed) ? listed : await this.find(account, payment);
    const about = { listingId, orderId, payment };
    if (paid === null) return { ...about, kind: 'no-payment', oursCents: null, theirsCents: null };
    const order = await this.work.read(ctx, (tx) => this.orders.find(tx, orderId));
    const owed = row.isExpired ? 0 : order && owedCents(order);
    if (paid.state !== 'captured' || owed === null) return null;
    const net = paid.capturedCents - paid.refundedCents;
    // What is owed beyond what was authorised is paid at the counter.
    const expected = Math.min(owed, order?.payment?.cents ?? owed);
    return net === expected || (net < expected && paid.refundedCents === 0)
      ? null
      : { ...about, kind: 'amount', oursCents: expected, theirsCents: net };
  }

  private async find(account: string, payment: string): Promise<GatewayPayment | null> {
    try {
      return await this.gateway.payment(account, payment);
    } catch (error) {
      if (error instanceof GatewayRefusal) return null;
      throw error;
    }
  }
}

/** Whether the provider says of a payment what we do not know yet. Pure. */
const isOther = (row: ReconciledPayment, paid: GatewayPayment): boolean =>
  row.payment !== paid.id ||
  row.state !== paid.state ||
  row.capturedCents !== paid.capturedCents ||
  row.refundedCents !== paid.refundedCents ||
  row.isContested !== paid.isContested;

/** Pure. */
const orphanOf = (
  listingId: number,
  { orderId, id, authorisedCents, capturedCents, refundedCents }: GatewayPayment,
): Mismatch => ({
  ...{ listingId, kind: 'no-order', orderId, payment: id, oursCents: null },
  theirsCents: authorisedCents + capturedCents - refundedCents,
});
