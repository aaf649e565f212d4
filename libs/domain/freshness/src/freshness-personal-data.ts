import { PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { FreshnessRepository } from './freshness.repository';

/** What an account was asked, and what it confirmed. */
@PersonalDataOf('freshness')
export class FreshnessPersonalData implements PersonalDataSource {
  constructor(private readonly freshness: FreshnessRepository) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    return {
      questions: await this.freshness.questionsOf(tx, accountId),
      confirmations: await this.freshness.confirmedBy(tx, accountId),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.freshness.forget(tx, accountId);
  }
}
