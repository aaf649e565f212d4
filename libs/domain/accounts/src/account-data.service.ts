import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AccountRepository } from './account.repository';
import { PersonalData } from './personal-data';

/** What a person may take away, and have erased: everything that any feature keeps of the account. */
@Injectable()
export class AccountData {
  constructor(
    private readonly work: UnitOfWork,
    private readonly personal: PersonalData,
    private readonly accounts: AccountRepository,
  ) {}

  /** Everything that is kept of the account, by feature. */
  async export(ctx: TenantContext, accountId: string): Promise<Readonly<Record<string, unknown>>> {
    return this.work.read(ctx, (tx) => this.personal.export(tx, accountId));
  }

  /** Erases the account and all that is kept of it; what it kept for others has no keeper any more. */
  async erase(ctx: TenantContext, accountId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.personal.erase(tx, accountId, now);
      await this.accounts.delete(tx, accountId);
      await appendAudit(tx, 'account.erased', { accountId }, now);
    });
  }
}
