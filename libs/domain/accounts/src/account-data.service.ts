import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { AccountRepository } from './account.repository';
import { PersonalData } from './personal-data';

/** Export and erasure of everything that any feature stores about an account. */
@Injectable()
export class AccountData {
  constructor(
    private readonly work: UnitOfWork,
    private readonly personal: PersonalData,
    private readonly accounts: AccountRepository,
  ) {}

  /** Everything that is stored about the account, by feature. */
  async export(ctx: TenantContext, accountId: string): Promise<Readonly<Record<string, unknown>>> {
    return this.work.read(ctx, (tx) => this.personal.export(tx, accountId));
  }

  /** Erases the account and all its data; the listings that it owned have no owner any more. */
  async erase(ctx: TenantContext, accountId: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.personal.erase(tx, accountId, now);
      await this.accounts.delete(tx, accountId);
      await appendAudit(tx, 'account.erased', { accountId }, now);
    });
  }
}
