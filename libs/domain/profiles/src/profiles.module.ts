import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { DraftRepository } from './draft.repository';
import { ProfileChecks } from './profile-checks';
import { ProfilePersonalData } from './profile-personal-data';
import { ProfileRepository } from './profile.repository';
import { ProfileService } from './profile.service';
import { ProfileWriter } from './profile-writer';

@Module({
  imports: [AccountsModule, ListingsModule, NotificationServiceModule],
  providers: [
    Outbox,
    DraftRepository,
    ProfileRepository,
    ProfileChecks,
    ProfileWriter,
    ProfileService,
    ProfilePersonalData,
  ],
  exports: [ProfileChecks, ProfileService, ProfileWriter],
})
export class ProfilesModule {}
