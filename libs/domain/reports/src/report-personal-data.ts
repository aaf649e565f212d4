import { PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { ReportQueueRepository } from './report-queue.repository';

/** Which reports an account decided on. */
@PersonalDataOf('reports')
export class ReportPersonalData implements PersonalDataSource {
  constructor(private readonly reports: ReportQueueRepository) {}

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
