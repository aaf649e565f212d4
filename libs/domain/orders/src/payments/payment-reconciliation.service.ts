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
import { owedCents } from './payment';
import { PaymentAccountRepository } from './payment-account.repository';
import {
  type ListedMismatch,
  type Mismatch,
  PaymentMismatchRepository,
  type ReconciledPayment,
} from './payment-mismatch.repository';

/** How far back payments are compared: longer than a card is held. */
const SPAN = 10 * DAY;
/** What just happened is still on its way. */
const SETTLING = 10 * MINUTE;

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
    if (!this.gateway.isOffered) return 0;
    const since = new Date(this.clock.now().getTime() - SPAN);
    const accounts = await this.work.read(ctx, (tx) => this.accounts.list(tx, since));
    const byShop = new Map<number, Mismatch[]>();
    const unavailable = new Map<number, GatewayUnavailable>();
    for (const { listingId, account } of accounts) {
      if (signal.aborted) return this.count(ctx);
      try {
        const found = await this.compare(ctx, listingId, account, since);
        byShop.set(listingId, [...(byShop.get(listingId) ?? []), ...found]);
      } catch (error) {
        // The other shops are compared all the same; what is known of this one stays as it is.
        if (!(error instanceof GatewayUnavailable)) throw error;
        unavailable.set(listingId, error);
      }
    }
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

  count(ctx: TenantContext): Promise<number> {
    return this.work.read(ctx, (tx) => this.mismatches.count(tx));
  }

  private async compare(
    ctx: TenantContext,
    listingId: number,
    account: string,
    since: Date,
  ): Promise<Mismatch[]> {
    const ours = await this.work.read(ctx, (tx) => this.mismatches.paymentsOf(tx, account, since));
    const known = new Map(ours.map((one) => [one.orderId, one]));
    const found: Mismatch[] = [];
    for (const { orderId } of ours) await this.payments.settle(ctx, orderId);
    for await (const paid of this.theirs(ctx, account, since)) {
      const row = await this.current(ctx, known, account, since, paid);
      if (row?.payment !== paid.id)
        found.push({
          ...{ listingId, kind: 'no-order', orderId: paid.orderId, payment: paid.id, oursCents: null },
          theirsCents: paid.authorisedCents + paid.capturedCents - paid.refundedCents,
        });
    }
    for (const row of ours) {
      const mismatch = await this.amountOf(ctx, listingId, account, row);
      if (mismatch) found.push(mismatch);
    }
    return found;
  }

  /** Payments that we asked for and that hold money or took it; those of the merchant's other business are theirs. */
  private async *theirs(ctx: TenantContext, account: string, since: Date): AsyncGenerator<GatewayPayment> {
    const until = this.clock.now().getTime() - SETTLING;
    try {
      for await (const paid of this.gateway.payments(account, since)) {
        const isOurs = paid.tenant === ctx.tenant.slug && paid.orderId !== null;
        const holds = paid.state === 'authorised' || paid.capturedCents > paid.refundedCents;
        if (isOurs && holds && paid.at.getTime() <= until) yield paid;
      }
    } catch (error) {
      // The account is closed, or taken away from us: what we know of it is listed as payments that the provider knows not.
      if (!(error instanceof GatewayRefusal)) throw error;
    }
  }

  private async current(
    ctx: TenantContext,
    known: ReadonlyMap<string, ReconciledPayment>,
    account: string,
    since: Date,
    { orderId }: GatewayPayment,
  ): Promise<ReconciledPayment | undefined> {
    const row = orderId === null ? undefined : known.get(orderId);
    if (!row || row.payment !== null) return row;
    // It was settled just now: what was read before does not name the payment yet.
    const rows = await this.work.read(ctx, (tx) => this.mismatches.paymentsOf(tx, account, since));
    return rows.find((one) => one.orderId === orderId);
  }

  private async amountOf(
    ctx: TenantContext,
    listingId: number,
    account: string,
    { orderId, payment }: ReconciledPayment,
  ): Promise<Mismatch | null> {
    if (payment === null) return null;
    const paid = await this.find(account, payment);
    const about = { listingId, orderId, payment };
    if (paid === null) return { ...about, kind: 'no-payment', oursCents: null, theirsCents: null };
    const order = await this.work.read(ctx, (tx) => this.orders.find(tx, orderId));
    const owed = order && owedCents(order);
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
