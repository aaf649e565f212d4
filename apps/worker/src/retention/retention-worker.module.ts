import { SearchModule } from '@halles/domain/search';
import { StatisticsModule } from '@halles/domain/statistics';
import { RetentionModule } from '@halles/platform/scheduling';
import { Module } from '@nestjs/common';

/** Retention: erases what is stored for a limited time, also for features without any other job. */
@Module({ imports: [RetentionModule, SearchModule, StatisticsModule] })
export class RetentionWorkerModule {}
