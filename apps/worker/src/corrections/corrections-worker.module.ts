import { CorrectionsModule } from '@halles/domain/corrections';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { Module } from '@nestjs/common';
import { CorrectionLinkProcessor } from './correction-link.processor';
import { PlaceAnswerProcessor } from './place-answer.processor';
import { PlaceReopenedProcessor } from './place-reopened.processor';

/** Mails of corrections by link, and the town's answers about places. */
@Module({
  imports: [CorrectionsModule, DeliveriesModule],
  providers: [CorrectionLinkProcessor, PlaceAnswerProcessor, PlaceReopenedProcessor],
})
export class CorrectionsWorkerModule {}
