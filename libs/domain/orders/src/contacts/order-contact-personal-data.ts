import {
  AccountRepository,
  OwnedDataOf,
  type OwnedDataSource,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { OrderContactRepository } from './order-contact.repository';

/** The addresses that the owner of a shop gave for its orders go with them: with what waits to be sent there. */
@OwnedDataOf('the further addresses that orders go to')
export class OwnedOrderContacts implements OwnedDataSource {
  constructor(private readonly contacts: OrderContactRepository) {}

  forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    return this.contacts.removeAll(tx, listingId);
  }
}

/** The shops whose orders go to the address of an account. An address that nobody proved is nobody's. */
@PersonalDataOf('order-contacts')
export class OrderContactPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly contacts: OrderContactRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const given = await this.givenTo(tx, accountId);
    return given.map(({ listingId: listing, email, createdAt, provenAt }) => ({
      listing,
      email,
      createdAt,
      provenAt,
    }));
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const given = await this.givenTo(tx, accountId);
    await this.contacts.remove(
      tx,
      given.map(({ id }) => id),
    );
  }

  private async givenTo(tx: TenantTx, accountId: string) {
    const account = await this.accounts.find(tx, accountId);
    return account?.isVerified === true ? this.contacts.givenTo(tx, account.email) : [];
  }
}
