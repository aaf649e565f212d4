import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationsModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { ReportsModule } from '@halles/domain/reports';
import type { Config } from '@halles/platform/config';
import { Outbox } from '@halles/platform/outbox';
import { type DynamicModule, Module } from '@nestjs/common';
import { AskPlanner } from './ask-planner.service';
import { AskService } from './ask.service';
import { FreshnessLinks } from './freshness-links';
import { FreshnessPersonalData } from './freshness-personal-data';
import { FreshnessRepository } from './freshness.repository';
import { FreshnessService } from './freshness.service';

/** Needs PushModule. */
@Module({})
export class FreshnessModule {
  static forRoot({ masterKey }: Pick<Config, 'masterKey'>): DynamicModule {
    return {
      module: FreshnessModule,
      imports: [AccountsModule, ListingsModule, NotificationsModule, ProfilesModule, ReportsModule],
      providers: [
        Outbox,
        FreshnessRepository,
        FreshnessService,
        AskPlanner,
        AskService,
        FreshnessPersonalData,
        { provide: FreshnessLinks, useValue: new FreshnessLinks(masterKey) },
      ],
      exports: [FreshnessService, AskPlanner, AskService, FreshnessLinks],
    };
  }
}
