import { AccountRepository, PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { EnquiryRepository } from './enquiry.repository';

/** What somebody wrote to the town hall, by the address that is their account's. An address that nobody proved is nobody's. */
@PersonalDataOf('enquiries')
export class EnquiryPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly enquiries: EnquiryRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return account?.isVerified === true ? this.enquiries.writtenBy(tx, account.email) : [];
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (account?.isVerified === true) await this.enquiries.deleteWrittenBy(tx, account.email);
  }
}
