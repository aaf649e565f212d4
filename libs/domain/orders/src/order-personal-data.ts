import { AccountRepository, PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import { Clock } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { OrderRepository } from './order.repository';

/** What somebody ordered, by the address that is their account's. An address that nobody proved is nobody's. */
@PersonalDataOf('orders')
export class OrderPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return account?.isVerified === true ? this.orders.orderedBy(tx, account.email) : [];
  }

  /** Lines and numbers stay: a shop keeps its accounts for ten years (code de commerce, L123-22). */
  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account?.isVerified === true) await this.orders.forgetOrderedBy(tx, account.email, this.clock.now());
  }
}
