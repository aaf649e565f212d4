import {
  AccountRepository,
  OwnedDataOf,
  type OwnedDataSource,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { BlockedCustomerRepository } from './blocked-customer.repository';

/** Whom the owner of a shop blocked, and why, is not for whoever comes after them. */
@OwnedDataOf('the customers whose orders they do not take')
export class OwnedBlockedCustomers implements OwnedDataSource {
  constructor(private readonly blocked: BlockedCustomerRepository) {}

  forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    return this.blocked.removeAll(tx, listingId);
  }
}

/** The shops that blocked the address of an account, with their reasons (GDPR, art. 15). An address that nobody proved is nobody's. */
@PersonalDataOf('blocked')
export class BlockedCustomerPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly blocked: BlockedCustomerRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return account?.isVerified === true ? this.blocked.ofEmail(tx, account.email) : [];
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account?.isVerified === true) await this.blocked.removeOfEmail(tx, account.email);
  }
}
