import {
  AccountRepository,
  OwnedDataOf,
  type OwnedDataSource,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { customerOf } from '../customer-history.service';
import { BlockedCustomerRepository } from './blocked-customer.repository';

/** Whom the owner of a shop blocked, and why, is not for whoever comes after them. */
@OwnedDataOf('the customers whose orders they do not take')
export class OwnedBlockedCustomers implements OwnedDataSource {
  constructor(private readonly blocked: BlockedCustomerRepository) {}

  forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    return this.blocked.removeAll(tx, listingId);
  }
}

/** The shops that blocked an account or its address, with their reasons (GDPR, art. 15). An address that nobody proved is nobody's. */
@PersonalDataOf('blocked')
export class BlockedCustomerPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly blocked: BlockedCustomerRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return account ? this.blocked.ofCustomer(tx, customerOf(account)) : [];
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account) await this.blocked.removeOfCustomer(tx, customerOf(account));
  }
}
