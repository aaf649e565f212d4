import { AccountsModule } from '@halles/domain/accounts';
import { CorrectionsModule } from '@halles/domain/corrections';
import { DuplicatesModule } from '@halles/domain/duplicates';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationsModule } from '@halles/domain/notifications';
import { PostsModule } from '@halles/domain/posts';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { ClosureSentence } from './closure-sentence';
import { ReportAnnouncements } from './report-announcements.service';
import { ReportDecisions } from './report-decisions.service';
import { ReportPersonalData } from './report-personal-data';
import { ReportQueueRepository } from './report-queue.repository';
import { ReportQueue } from './report-queue.service';
import { ReportRepository } from './report.repository';
import { ReporterKeys } from './reporter-keys';
import { ReportService } from './report.service';

/** Needs PushModule. */
@Module({
  imports: [
    AccountsModule,
    CorrectionsModule,
    DuplicatesModule,
    ListingsModule,
    NotificationsModule,
    PostsModule,
  ],
  providers: [
    Outbox,
    ClosureSentence,
    ReportRepository,
    ReportQueueRepository,
    ReportService,
    ReportQueue,
    ReportDecisions,
    ReportAnnouncements,
    ReportPersonalData,
    ReporterKeys,
  ],
  exports: [ReporterKeys, ReportRepository, ReportService, ReportQueue, ReportDecisions, ReportAnnouncements],
})
export class ReportsModule {}
