import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationsModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { ReportsModule } from '@halles/domain/reports';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { QuestionPlanner } from './question-planner.service';
import { QuestionService } from './question.service';
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
    QuestionPlanner,
    QuestionService,
    FreshnessPersonalData,
  ],
  exports: [FreshnessService, QuestionPlanner, QuestionService],
})
export class FreshnessModule {}
