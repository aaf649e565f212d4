import { PersonalData, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { FreshnessRepository } from './freshness.repository';
import { ReportRepository } from './report.repository';

/** What an account was asked, what it confirmed, and which reports it decided on. */
@Injectable()
export class FreshnessPersonalData implements PersonalDataSource {
  readonly name = 'freshness';

  constructor(
    personalData: PersonalData,
    private readonly freshness: FreshnessRepository,
    private readonly reports: ReportRepository,
  ) {
    personalData.register(this);
  }

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    return {
      questions: await this.freshness.asksOf(tx, accountId),
      confirmations: await this.freshness.confirmedBy(tx, accountId),
      decisions: (await this.reports.decidedBy(tx, accountId)).map(({ id, listing, state, decision }) => ({
        report: id,
        listing: listing.id,
        state,
        at: decision?.at,
        reason: decision?.reason,
      })),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.freshness.forget(tx, accountId);
    await this.reports.forget(tx, accountId);
  }
}
