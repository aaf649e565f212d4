import { DeliveryRepository } from '@halles/domain/deliveries';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountDataRepository } from './account-data.repository';
import { AccountRepository } from './account.repository';
import { PersonalData } from './personal-data';

/** What a person may take away, and have erased: everything that any feature keeps of the account. */
@Injectable()
export class AccountData implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly personal: PersonalData,
    private readonly accounts: AccountRepository,
    private readonly rows: AccountDataRepository,
    private readonly deliveries: DeliveryRepository,
  ) {}

  onModuleInit(): void {
    this.personal.register({
      name: 'account',
      export: (tx, accountId) => this.rows.export(tx, accountId),
      erase: async (tx, accountId) => {
        const { email } = await this.accounts.get(tx, accountId);
        await this.rows.eraseByEmail(tx, email);
      },
    });
    this.personal.register({
      name: 'mails',
      export: async (tx, accountId) => {
        const { email } = await this.accounts.get(tx, accountId);
        return this.deliveries.listByRecipient(tx, email);
      },
      erase: async (tx, accountId) => {
        const { email } = await this.accounts.get(tx, accountId);
        await this.deliveries.deleteByRecipient(tx, email);
      },
    });
  }

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
