import { AccountRepository, PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import { Clock } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { customerOf } from './customer-history.service';
import { OrderRepository } from './order.repository';

/** What somebody ordered: signed in, or with the address that is their account's. */
@PersonalDataOf('orders')
export class OrderPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return account ? this.orders.orderedBy(tx, customerOf(account)) : [];
  }

  /**
   * Lines and numbers stay: a shop keeps its accounts for ten years (code de commerce, L123-22). What is under way keeps its
   * customer until it is over (RGPD, article 6(1)(b)): the shop tells them what becomes of it.
   */
  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account) await this.orders.forgetOrderedBy(tx, customerOf(account), this.clock.now());
  }
}
