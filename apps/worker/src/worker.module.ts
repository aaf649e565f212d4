import { type DynamicModule, Module } from '@nestjs/common';
import { SignInModule } from '@halles/domain/accounts';
import { ClaimsModule } from '@halles/domain/claims';
import { CorrectionsModule } from '@halles/domain/corrections';
import { everyMail } from '@halles/domain/correspondence';
import { DeliveriesModule, DeliveryEntity } from '@halles/domain/deliveries';
import { EnquiriesModule, EnquiryEntity } from '@halles/domain/enquiries';
import { FreshnessModule } from '@halles/domain/freshness';
import { ReportEntity, ReportsModule } from '@halles/domain/reports';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { NotificationsModule } from '@halles/domain/notifications';
import { PhotosModule } from '@halles/domain/photos';
import { SearchModule } from '@halles/domain/search';
import { StatisticsModule } from '@halles/domain/statistics';
import type { Config } from '@halles/platform/config';
import { DatabaseModule } from '@halles/platform/database';
import { ImagesModule } from '@halles/platform/images';
import { MailModule } from '@halles/platform/mail';
import type { Log } from '@halles/platform/observability';
import { PushModule } from '@halles/platform/push';
import { QueueModule } from '@halles/platform/queue';
import { StorageModule } from '@halles/platform/storage';
import { TenancyModule } from '@halles/platform/tenancy';
import { ClaimExpiry } from './claims/claim-expiry';
import { HandlersModule } from './handlers.module';
import { FreshnessRounds } from './freshness/freshness-rounds';
import { OpeningRenewal } from './listings/opening-renewal';
import { PhotoCleaning } from './photos/photo-cleaning';
import { RetentionSweep } from './retention/retention-sweep';
import { DriftWatch } from './walls/drift-watch';
import { WorkerConfig } from './worker-config';
import { WorkerLog } from './worker-log';

@Module({})
export class WorkerModule {
  static forRoot(config: Config, log: Log): DynamicModule {
    const freshness = FreshnessModule.forRoot(config);
    const corrections = CorrectionsModule.forRoot(config);
    const photos = PhotosModule.forRoot(config);
    return {
      module: WorkerModule,
      imports: [
        DatabaseModule.forRoot(config, 'halles-worker', [EnquiryEntity, DeliveryEntity, ReportEntity]),
        TenancyModule.forRoot(config),
        StorageModule.forRoot(config),
        SignInModule,
        ClaimsModule.forRoot(config),
        EnquiriesModule,
        DeliveriesModule,
        ListingsModule,
        corrections,
        freshness,
        MandatesModule.forRoot(config),
        NotificationsModule,
        ImagesModule.forRoot(config),
        photos,
        SearchModule,
        StatisticsModule,
        PushModule.forRoot(config),
        MailModule.forRoot(config, everyMail),
        ReportsModule,
        QueueModule.forWorker({
          config,
          log,
          handlers: HandlersModule.forRoot(config, [freshness, corrections, photos]),
        }),
      ],
      providers: [
        ClaimExpiry,
        DriftWatch,
        FreshnessRounds,
        OpeningRenewal,
        PhotoCleaning,
        RetentionSweep,
        { provide: WorkerConfig, useValue: new WorkerConfig(config) },
        { provide: WorkerLog, useValue: new WorkerLog(log) },
      ],
    };
  }
}
