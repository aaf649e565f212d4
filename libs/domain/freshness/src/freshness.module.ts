import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationsModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { ReportsModule } from '@halles/domain/reports';
import { type Config, CONFIG } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { AskPlanner } from './ask-planner.service';
import { AskService } from './ask.service';
import { FreshnessLinks } from './freshness-links';
import { FreshnessPersonalData } from './freshness-personal-data';
import { FreshnessRepository } from './freshness.repository';
import { FreshnessService } from './freshness.service';

/** Needs PushModule. */
@Module({
  imports: [AccountsModule, ListingsModule, NotificationsModule, ProfilesModule, ReportsModule],
  providers: [
    Outbox,
    FreshnessRepository,
    FreshnessService,
    AskPlanner,
    AskService,
    FreshnessPersonalData,
    {
      provide: FreshnessLinks,
      inject: [CONFIG],
      useFactory: ({ masterKey }: Config) => new FreshnessLinks(masterKey),
    },
  ],
  exports: [FreshnessService, AskPlanner, AskService, FreshnessLinks],
})
export class FreshnessModule {}
