import type { OrderKind, PaymentMethod } from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { PaymentGateway } from '@halles/platform/payments';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { FulfilmentRefused } from '../fulfilment/fulfilment.errors';
import type { OrderReception } from '../fulfilment/order-reception';
import type { OrderLine } from '../order';
import { BasketChanged } from '../order.errors';
import { mostOf } from '../order-weight-words';
import { OrderPaymentRepository } from './order-payment.repository';
import { isOnlineOffered, tellsHowToPay, waysOf } from './payment';
import { PaymentAccountRepository } from './payment-account.repository';

/** An order that is about to be placed. */
export interface OfferedOrder {
  readonly listingId: number;
  readonly kind: OrderKind;
  readonly slotUntil: number;
  readonly lines: readonly Pick<OrderLine, 'totalCents' | 'weight'>[];
  /** For bringing or sending it. */
  readonly feeCents: number;
  readonly reception: Pick<OrderReception, 'fulfilment' | 'paymentInstructions'>;
}

/** Where an order may be paid, and that it is to be paid online. */
@Injectable()
export class PaymentOffers {
  constructor(
    private readonly accounts: PaymentAccountRepository,
    private readonly payments: OrderPaymentRepository,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  /** How an order may be paid at the moment. @throws FulfilmentRefused in no way */
  async methodsFor(tx: TenantTx, order: OfferedOrder): Promise<readonly PaymentMethod[]> {
    return (await this.offerIn(tx, order)).ways;
  }

  /** Whether any order of a shop may be paid online. */
  async takesOnline(tx: TenantTx, listingId: number): Promise<boolean> {
    const account = this.gateway.isOfferedTo(tx.ctx.tenant) ? await this.accounts.find(tx, listingId) : null;
    return isOnlineOffered(account);
  }

  /**
   * The account that an order is paid on, where its customer pays online; null at the counter.
   * @throws FulfilmentRefused it cannot be paid at all
   * @throws BasketChanged it cannot be paid as the summary offered
   */
  async accountFor(tx: TenantTx, order: OfferedOrder, way: PaymentMethod): Promise<string | null> {
    const { ways, account } = await this.offerIn(tx, order);
    if (!ways.includes(way)) throw new BasketChanged({ changes: [{ kind: 'terms' }] });
    return way === 'online' ? account : null;
  }

  /** An order that was just stored is to be paid on an account. */
  async begin(
    tx: TenantWriteTx,
    order: Pick<OfferedOrder, 'listingId' | 'lines' | 'feeCents'> & { readonly id: string },
    account: string,
  ): Promise<void> {
    const { id, listingId } = order;
    await this.payments.insert(tx, { id, listingId, cents: centsOf(order) }, account, this.clock.now());
  }

  private async offerIn(
    tx: TenantTx,
    order: OfferedOrder,
  ): Promise<{ readonly ways: readonly PaymentMethod[]; readonly account: string | null }> {
    const { listingId, kind, slotUntil, reception } = order;
    const account = this.gateway.isOfferedTo(tx.ctx.tenant) ? await this.accounts.find(tx, listingId) : null;
    const offered = { kind, slotUntil, cents: centsOf(order), tellsHow: tellsHowToPay(reception) };
    const ways = waysOf(account, offered, this.clock.now());
    if (ways.length === 0) throw new FulfilmentRefused({ refusal: { kind: 'unpayable' } });
    return { ways, account: account?.account ?? null };
  }
}

/** What is authorised: the total, or the most that it may be once everything is weighed. Pure. */
const centsOf = ({ lines, feeCents }: Pick<OfferedOrder, 'lines' | 'feeCents'>): number =>
  feeCents + (mostOf(lines) ?? lines.reduce((sum, { totalCents }) => sum + totalCents, 0));
