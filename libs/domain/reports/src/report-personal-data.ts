import { PersonalData, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ReportQueueRepository } from './report-queue.repository';

/** Which reports an account decided on. */
@Injectable()
export class ReportPersonalData implements PersonalDataSource {
  readonly name = 'reports';

  constructor(
    personalData: PersonalData,
    private readonly reports: ReportQueueRepository,
  ) {
    personalData.register(this);
  }

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const reports = await this.reports.decidedBy(tx, accountId);
    return {
      decisions: reports.map(({ id, listing, state, decision }) => ({
        report: id,
        listing: listing.id,
        state,
        at: decision?.at,
        reason: decision?.reason,
      })),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.reports.forget(tx, accountId);
  }
}
