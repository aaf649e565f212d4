import type { Account } from '@halles/domain/accounts';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { wasConfirmed } from './confirmations/confirmation';
import type { Order, OrderSummary } from './order';
import { type Customer, OrderRepository } from './order.repository';

/** The owner of an account as who ordered. An address that nobody proved is nobody's. Pure. */
export const customerOf = ({
  id,
  email,
  isVerified,
}: Pick<Account, 'id' | 'email' | 'isVerified'>): Customer => ({
  accountId: id,
  email: isVerified ? email : null,
});

/** Placed by who is signed in to the account of the address that it was placed with. */
const OF_PROVEN_ACCOUNT = `
  SELECT 1 FROM customer_order o JOIN account a ON a.id = o.account_id
   WHERE o.id = $1 AND a.verified_at IS NOT NULL AND lower(a.email) = lower(o.customer_email)`;

/** What somebody ordered, for who has an account of the territory. */
@Injectable()
export class CustomerHistory {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderRepository,
  ) {}

  /** What was ordered with the account, and with its address where it is proven, the newest at the head. */
  list(ctx: TenantContext, account: Account, limit: number): Promise<OrderSummary[]> {
    return this.work.read(ctx, (tx) => this.orders.listByCustomer(tx, customerOf(account), limit));
  }

  /** How many of them are under way: a shop still has to reach who ordered. */
  countUnderWay(ctx: TenantContext, account: Account): Promise<number> {
    return this.work.read(ctx, (tx) => this.orders.countUnderWay(tx, customerOf(account)));
  }

  /** Whether somebody reads the mails of an order who is known to have placed it: they confirmed it by a link, or are who has the account. */
  async isAddressProven(ctx: TenantContext, { id, events }: Pick<Order, 'id' | 'events'>): Promise<boolean> {
    if (wasConfirmed(events)) return true;
    const rows = await this.work.read(ctx, ({ manager }) =>
      manager.query<unknown[]>(OF_PROVEN_ACCOUNT, [id]),
    );
    return rows.length > 0;
  }

  /** The telephone that they left last while signed in; null for none. */
  lastPhone(ctx: TenantContext, { id }: Pick<Account, 'id'>): Promise<string | null> {
    return this.work.read(ctx, (tx) => this.orders.lastPhoneOf(tx, id));
  }
}
