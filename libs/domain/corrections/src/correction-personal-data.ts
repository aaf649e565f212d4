import { AccountRepository, PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { CorrectionRepository } from './correction.repository';

/** Links by which a business is corrected without an account, and what was: they know an address, here the account's own. */
@PersonalDataOf('corrections')
export class CorrectionPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly corrections: CorrectionRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    if (!account) return { sent: [], made: [] };
    return {
      sent: await this.corrections.linksOf(tx, account.email),
      made: await this.corrections.madeBy(tx, account.email),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account) await this.corrections.deleteLinksOf(tx, account.email);
  }
}
