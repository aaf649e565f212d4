import { SearchModule } from '@halles/domain/search';
import { StatisticsModule } from '@halles/domain/statistics';
import { RetentionModule } from '@halles/platform/scheduling';
import { Module } from '@nestjs/common';

/** What is kept for a limited time, that of features too which leave the worker nothing else to do. */
@Module({ imports: [RetentionModule, SearchModule, StatisticsModule] })
export class RetentionWorkerModule {}
