import { AccountRepository, PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { ReportQueueRepository } from './report-queue.repository';
import { ReportRepository } from './report.repository';

/** Which reports an account decided on, and which were left with its address. An address that nobody proved is nobody's. */
@PersonalDataOf('reports')
export class ReportPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly reports: ReportQueueRepository,
    private readonly written: ReportRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const reports = await this.reports.decidedBy(tx, accountId);
    const email = await this.emailOf(tx, accountId);
    return {
      written: email === null ? [] : await this.written.writtenBy(tx, email),
      decisions: reports.map(({ id, listing, state, decision, ownerAnswer }) => ({
        report: id,
        listing: listing.id,
        // What they left to the town, which may have decided on it since.
        ...(ownerAnswer?.account === accountId
          ? { state: 'passed-on', at: ownerAnswer.at, reason: ownerAnswer.note }
          : { state, at: decision?.at, reason: decision?.reason }),
      })),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.reports.forget(tx, accountId);
    const email = await this.emailOf(tx, accountId);
    if (email !== null) await this.written.forgetWriter(tx, email);
  }

  private async emailOf(tx: TenantTx, accountId: string): Promise<string | null> {
    const account = await this.accounts.find(tx, accountId);
    return account?.isVerified === true ? account.email : null;
  }
}
