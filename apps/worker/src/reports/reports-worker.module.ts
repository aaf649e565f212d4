import { DeliveriesModule } from '@halles/domain/deliveries';
import { ReportsModule } from '@halles/domain/reports';
import { Module } from '@nestjs/common';
import { ReportAcknowledgeProcessor } from './report-acknowledge.processor';
import { ReportEscalateProcessor } from './report-escalate.processor';
import { ReportEscalationTask } from './report-escalation.task';
import { ReportMailProcessor } from './report-mail.processor';
import { ReportNotifyProcessor } from './report-notify.processor';

/** Reports of errors: mails to owners and readers, and the escalation of unanswered ones. Needs PushModule. */
@Module({
  imports: [DeliveriesModule, ReportsModule],
  providers: [
    ReportAcknowledgeProcessor,
    ReportEscalateProcessor,
    ReportEscalationTask,
    ReportMailProcessor,
    ReportNotifyProcessor,
  ],
})
export class ReportsWorkerModule {}
