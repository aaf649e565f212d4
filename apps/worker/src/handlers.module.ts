import { type DynamicModule, Module } from '@nestjs/common';
import { AccountSecretsModule, SignInModule } from '@halles/domain/accounts';
import { ClaimsModule } from '@halles/domain/claims';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { ImportsModule } from '@halles/domain/imports';
import { EnquiriesModule } from '@halles/domain/enquiries';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { NotificationsModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { ReportsModule } from '@halles/domain/reports';
import type { Config } from '@halles/platform/config';
import type { JobHandler } from '@halles/platform/outbox';
import { JOB_HANDLERS } from '@halles/platform/queue';
import { AccountEmailChangedProcessor } from './accounts/account-email-changed.processor';
import { AccountInvitationProcessor } from './accounts/account-invitation.processor';
import { AccountLinkProcessor } from './accounts/account-link.processor';
import { AccountSecurityChangedProcessor } from './accounts/account-security-changed.processor';
import { claimProcessors, ClaimsWorkerModule } from './claims/claims-worker.module';
import { ConsoleInviteProcessor } from './console/console-invite.processor';
import { CorrectionLinkProcessor } from './corrections/correction-link.processor';
import { DirectoryImportProcessor } from './imports/directory-import.processor';
import { EnquiryAcknowledgeProcessor } from './enquiries/enquiry-acknowledge.processor';
import { EnquiryForwardProcessor } from './enquiries/enquiry-forward.processor';
import { FreshnessAskProcessor } from './freshness/freshness-ask.processor';
import { ReportEscalateProcessor } from './reports/report-escalate.processor';
import { ReportMailProcessor } from './reports/report-mail.processor';
import { ListingClearLeftProcessor } from './listings/listing-clear-left.processor';
import { ReportAcknowledgeProcessor } from './reports/report-acknowledge.processor';
import { ReportNotifyProcessor } from './reports/report-notify.processor';
import { MandateAskProcessor } from './mandates/mandate-ask.processor';
import { MandateSignedProcessor } from './mandates/mandate-signed.processor';
import { NotificationPageProcessor } from './notifications/notification-page.processor';
import { NotificationPushProcessor } from './notifications/notification-push.processor';
import { ProfileResolveProcessor } from './profiles/profile-resolve.processor';
import { WorkerConfig } from './worker-config';

const processors = [
  AccountEmailChangedProcessor,
  AccountInvitationProcessor,
  AccountLinkProcessor,
  AccountSecurityChangedProcessor,
  ConsoleInviteProcessor,
  CorrectionLinkProcessor,
  EnquiryForwardProcessor,
  EnquiryAcknowledgeProcessor,
  DirectoryImportProcessor,
  FreshnessAskProcessor,
  ReportEscalateProcessor,
  ReportMailProcessor,
  ListingClearLeftProcessor,
  ReportAcknowledgeProcessor,
  ReportNotifyProcessor,
  MandateAskProcessor,
  MandateSignedProcessor,
  NotificationPageProcessor,
  NotificationPushProcessor,
  ProfileResolveProcessor,
];

/** One processor a kind of job. */
@Module({})
export class HandlersModule {
  /** @param shared modules that the worker's own rounds have too: there is one of each in a process */
  static forRoot(config: Config, shared: readonly DynamicModule[]): DynamicModule {
    return {
      module: HandlersModule,
      imports: [
        AccountSecretsModule.forRoot(config),
        ClaimsModule.forRoot(config),
        ClaimsWorkerModule.forRoot(config),
        SignInModule,
        EnquiriesModule,
        DeliveriesModule,
        ImportsModule.forRoot(config.root),
        ...shared,
        ListingsModule,
        MandatesModule.forRoot(config),
        NotificationsModule,
        ProfilesModule,
        ReportsModule,
      ],
      providers: [
        ...processors,
        { provide: WorkerConfig, useValue: new WorkerConfig(config) },
        {
          provide: JOB_HANDLERS,
          inject: [...processors, ...claimProcessors],
          useFactory: (...handlers: JobHandler[]) => handlers,
        },
      ],
      exports: [JOB_HANDLERS],
    };
  }
}
