import { DeliveriesModule } from '@halles/domain/deliveries';
import { ReportsModule } from '@halles/domain/reports';
import { Module } from '@nestjs/common';
import { ReportAcknowledgeProcessor } from './report-acknowledge.processor';
import { ReportAnnounceProcessor } from './report-announce.processor';
import { ReportAnnouncementTask } from './report-announcement.task';
import { ReportAnswerProcessor } from './report-answer.processor';
import { ReportEscalationTask } from './report-escalation.task';
import { ReportMailProcessor } from './report-mail.processor';
import { ReportNotifyProcessor } from './report-notify.processor';
import { ReportReopenedProcessor } from './report-reopened.processor';

/** Reports of errors: mails to owners, readers and the town, and the escalation of unanswered ones. Needs PushModule. */
@Module({
  imports: [DeliveriesModule, ReportsModule],
  providers: [
    ReportAcknowledgeProcessor,
    ReportAnnounceProcessor,
    ReportAnnouncementTask,
    ReportAnswerProcessor,
    ReportEscalationTask,
    ReportMailProcessor,
    ReportNotifyProcessor,
    ReportReopenedProcessor,
  ],
})
export class ReportsWorkerModule {}
