import {
  OwnedDataOf,
  type OwnedDataSource,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { ShopPhoneRepository } from './shop-phone.repository';

/** The phone that the orders of a shop are answered with, often its owner's own, goes with whom it was. */
@OwnedDataOf('the phone that orders are answered with')
export class OwnedShopPhone implements OwnedDataSource {
  constructor(private readonly phones: ShopPhoneRepository) {}

  forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    return this.phones.forget(tx, listingId);
  }
}

/** The same in the file that an owner gets. */
@PersonalDataOf('order-phones')
export class ShopPhonePersonalData implements PersonalDataSource {
  constructor(private readonly phones: ShopPhoneRepository) {}

  export(tx: TenantTx, accountId: string): Promise<unknown> {
    return this.phones.ofOwner(tx, accountId);
  }

  /** Pages are given back before: what is left is of nobody who goes. */
  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    for (const { listing } of await this.phones.ofOwner(tx, accountId)) await this.phones.forget(tx, listing);
  }
}
