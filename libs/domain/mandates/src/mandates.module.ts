import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { LiveSessions } from '@halles/domain/console-accounts';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { AgentSessionRepository } from './agent-session.repository';
import { AgentSessionService } from './agent-session.service';
import { MandatePersonalData } from './mandate-personal-data';
import { MandateRepository } from './mandate.repository';
import { MandateService } from './mandate.service';
import { VisitRepository } from './visit.repository';
import { VisitRecordRepository } from './visit-record.repository';
import { VisitRecords } from './visit-records.service';
import { VisitService } from './visit.service';

/** What agents do for merchants, and where they should look in. */
@Module({
  imports: [AccountsModule, ListingsModule, NotificationServiceModule, ProfilesModule],
  providers: [
    Outbox,
    MandateRepository,
    AgentSessionRepository,
    VisitRepository,
    LiveSessions,
    MandateService,
    MandatePersonalData,
    AgentSessionService,
    VisitService,
    VisitRecordRepository,
    VisitRecords,
  ],
  exports: [MandateService, AgentSessionService, VisitService, VisitRecords],
})
export class MandatesModule {}
