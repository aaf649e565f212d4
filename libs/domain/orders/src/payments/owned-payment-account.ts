import {
  OwnedDataOf,
  type OwnedDataSource,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { PaymentAccountRepository } from './payment-account.repository';

/** The account that a shop's orders are paid on goes with whom it was: nobody is paid on another's account. */
@OwnedDataOf('the account that orders are paid on')
export class OwnedPaymentAccount implements OwnedDataSource {
  constructor(private readonly accounts: PaymentAccountRepository) {}

  forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    return this.accounts.forget(tx, listingId);
  }
}

/** The same in the file that an owner gets. */
@PersonalDataOf('payment-accounts')
export class PaymentAccountPersonalData implements PersonalDataSource {
  constructor(private readonly accounts: PaymentAccountRepository) {}

  export(tx: TenantTx, accountId: string): Promise<unknown> {
    return this.accounts.ofOwner(tx, accountId);
  }

  /** Pages are given back before: what is left is of nobody who goes. */
  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    for (const { listing } of await this.accounts.ofOwner(tx, accountId))
      await this.accounts.forget(tx, listing);
  }
}
