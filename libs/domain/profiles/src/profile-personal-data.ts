import { PersonalData } from '@halles/domain/accounts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DraftRepository } from './draft.repository';
import { ProfileRepository } from './profile.repository';

/** What profiles hold of a person: who changed what, and what was not published yet. The history stays, without the name. */
@Injectable()
export class ProfilePersonalData implements OnModuleInit {
  constructor(
    private readonly people: PersonalData,
    private readonly profiles: ProfileRepository,
    private readonly drafts: DraftRepository,
  ) {}

  onModuleInit(): void {
    this.people.register({
      name: 'profiles',
      export: async (tx, accountId) => ({
        changes: await this.profiles.changesBy(tx, accountId),
        drafts: await this.drafts.draftsOf(tx, accountId),
      }),
      erase: async (tx, accountId) => {
        await this.drafts.erase(tx, accountId);
        await this.profiles.forgetAuthor(tx, accountId);
      },
    });
  }
}
