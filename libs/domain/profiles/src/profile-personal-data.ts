import { PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { DraftRepository } from './draft.repository';
import { ProfileRepository } from './profile.repository';

/** What profiles hold of a person: who changed what, and what was not published yet. The history stays, without the name. */
@PersonalDataOf('profiles')
export class ProfilePersonalData implements PersonalDataSource {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly drafts: DraftRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    return {
      changes: await this.profiles.changesBy(tx, accountId),
      drafts: await this.drafts.draftsOf(tx, accountId),
    };
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.drafts.erase(tx, accountId);
    await this.profiles.forgetAuthor(tx, accountId);
  }
}
