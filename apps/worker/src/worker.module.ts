import { type DynamicModule, Module } from '@nestjs/common';
import { SignInModule } from '@halles/domain/accounts';
import { DeliveriesModule, DeliveryEntity } from '@halles/domain/deliveries';
import { EnquiriesModule, EnquiryEntity } from '@halles/domain/enquiries';
import { ListingReportEntity, ListingsModule } from '@halles/domain/listings';
import { SearchModule } from '@halles/domain/search';
import type { Config } from '@halles/platform/config';
import { DatabaseModule } from '@halles/platform/database';
import { MailModule } from '@halles/platform/mail';
import type { Log } from '@halles/platform/observability';
import { QueueModule } from '@halles/platform/queue';
import { TenancyModule } from '@halles/platform/tenancy';
import { HandlersModule } from './handlers.module';
import { OpeningRenewal } from './listings/opening-renewal';
import { RetentionSweep } from './retention/retention-sweep';
import { DriftWatch } from './walls/drift-watch';
import { WorkerConfig } from './worker-config';
import { WorkerLog } from './worker-log';

@Module({})
export class WorkerModule {
  static forRoot(config: Config, log: Log): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        DatabaseModule.forRoot(config, 'halles-worker', [EnquiryEntity, DeliveryEntity, ListingReportEntity]),
        TenancyModule.forRoot(config),
        SignInModule,
        EnquiriesModule,
        DeliveriesModule,
        ListingsModule,
        SearchModule,
        MailModule.forRoot(config),
        QueueModule.forWorker({ config, log, handlers: HandlersModule.forRoot(config) }),
      ],
      providers: [
        DriftWatch,
        OpeningRenewal,
        RetentionSweep,
        { provide: WorkerConfig, useValue: new WorkerConfig(config) },
        { provide: WorkerLog, useValue: new WorkerLog(log) },
      ],
    };
  }
}
