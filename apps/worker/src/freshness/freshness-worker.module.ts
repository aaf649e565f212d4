import { DeliveriesModule } from '@halles/domain/deliveries';
import { FreshnessModule } from '@halles/domain/freshness';
import { Module } from '@nestjs/common';
import { FreshnessQuestionProcessor } from './freshness-question.processor';
import { FreshnessTask } from './freshness.task';

/** Whether pages are still right: asks when it is due, and mails. Needs PushModule. */
@Module({
  imports: [DeliveriesModule, FreshnessModule],
  providers: [FreshnessQuestionProcessor, FreshnessTask],
})
export class FreshnessWorkerModule {}
