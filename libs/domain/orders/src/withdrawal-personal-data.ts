import { AccountRepository, PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { WithdrawalRepository } from './withdrawal.repository';

/** What somebody withdrew from, by the address that they had it acknowledged at: it may be another than the order's. */
@PersonalDataOf('withdrawals')
export class WithdrawalPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly withdrawals: WithdrawalRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return account?.isVerified === true ? this.withdrawals.withdrawnBy(tx, account.email) : [];
  }

  /** What was withdrawn from stays, as the order does. */
  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account?.isVerified === true) await this.withdrawals.forgetWithdrawnBy(tx, account.email);
  }
}
