import { DeliveryRepository } from '@halles/domain/deliveries';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { AccountDataRepository } from './account-data.repository';
import { AccountRepository } from './account.repository';
import { PersonalDataOf, type PersonalDataSource } from './personal-data';

/** The account itself, and what its address left where nobody was signed in. */
@PersonalDataOf('account', { stage: 'account' })
export class AccountPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly rows: AccountDataRepository,
  ) {}

  export(tx: TenantTx, accountId: string): Promise<unknown> {
    return this.rows.export(tx, accountId);
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const { email } = await this.accounts.get(tx, accountId);
    await this.rows.eraseByEmail(tx, email);
  }
}

/** The records of mails to the account's address. */
@PersonalDataOf('mails', { stage: 'account' })
export class MailPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly deliveries: DeliveryRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const { email } = await this.accounts.get(tx, accountId);
    return this.deliveries.listByRecipient(tx, email);
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const { email } = await this.accounts.get(tx, accountId);
    await this.deliveries.deleteByRecipient(tx, email);
  }
}
