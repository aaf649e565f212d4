import { everyMail } from '@halles/domain/correspondence';
import { DeliveryEntity } from '@halles/domain/deliveries';
import { EnquiryEntity } from '@halles/domain/enquiries';
import { ReportEntity } from '@halles/domain/reports';
import { type Config, ConfigModule } from '@halles/platform/config';
import { DatabaseModule } from '@halles/platform/database';
import { BouncesWorkerModule } from './bounces/bounces-worker.module';
import { UntrustedFilesModule } from '@halles/platform/untrusted-files';
import { MailModule } from '@halles/platform/mail';
import { type Log, LogModule } from '@halles/platform/observability';
import { PushModule } from '@halles/platform/push';
import { QueueModule } from '@halles/platform/queue';
import { SchedulingModule } from '@halles/platform/scheduling';
import { StorageModule } from '@halles/platform/storage';
import { TenancyModule } from '@halles/platform/tenancy';
import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsWorkerModule } from './accounts/accounts-worker.module';
import { AgendasWorkerModule } from './agendas/agendas-worker.module';
import { GaugesWorkerModule } from './gauges/gauges-worker.module';
import { ClaimsWorkerModule } from './claims/claims-worker.module';
import { ConsoleWorkerModule } from './console/console-worker.module';
import { ConversationsWorkerModule } from './conversations/conversations-worker.module';
import { CorrectionsWorkerModule } from './corrections/corrections-worker.module';
import { EnquiriesWorkerModule } from './enquiries/enquiries-worker.module';
import { FreshnessWorkerModule } from './freshness/freshness-worker.module';
import { ImportsWorkerModule } from './imports/imports-worker.module';
import { IsolationWorkerModule } from './isolation/isolation-worker.module';
import { ListingsWorkerModule } from './listings/listings-worker.module';
import { MandatesWorkerModule } from './mandates/mandates-worker.module';
import { NotificationsWorkerModule } from './notifications/notifications-worker.module';
import { OpenDataWorkerModule } from './open-data/open-data-worker.module';
import { OrdersWorkerModule } from './orders/orders-worker.module';
import { PostsWorkerModule } from './posts/posts-worker.module';
import { PhotosWorkerModule } from './photos/photos-worker.module';
import { ProfilesWorkerModule } from './profiles/profiles-worker.module';
import { ReportsWorkerModule } from './reports/reports-worker.module';
import { RetentionWorkerModule } from './retention/retention-worker.module';

/**
 * The features of the worker. Their processors and scheduled tasks are found by their decorators: `@HandlesJob`, `@Every`
 * and `@EraseAfter`.
 */
const features = [
  AccountsWorkerModule,
  AgendasWorkerModule,
  GaugesWorkerModule,
  ClaimsWorkerModule,
  ConsoleWorkerModule,
  ConversationsWorkerModule,
  CorrectionsWorkerModule,
  EnquiriesWorkerModule,
  FreshnessWorkerModule,
  ImportsWorkerModule,
  IsolationWorkerModule,
  ListingsWorkerModule,
  MandatesWorkerModule,
  NotificationsWorkerModule,
  OpenDataWorkerModule,
  BouncesWorkerModule,
  OrdersWorkerModule,
  PostsWorkerModule,
  PhotosWorkerModule,
  ProfilesWorkerModule,
  ReportsWorkerModule,
  RetentionWorkerModule,
];

@Module({
  imports: [
    DatabaseModule.forRoot({
      applicationName: 'halles-worker',
      entities: [EnquiryEntity, DeliveryEntity, ReportEntity],
    }),
    TenancyModule,
    StorageModule,
    UntrustedFilesModule,
    PushModule,
    MailModule.forRoot(everyMail),
    QueueModule,
    SchedulingModule,
    ...features,
  ],
})
export class WorkerModule {
  static forRoot(config: Config, log: Log): DynamicModule {
    return { module: WorkerModule, imports: [ConfigModule.forRoot(config), LogModule.forRoot(log)] };
  }
}
