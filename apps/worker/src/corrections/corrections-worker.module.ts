import { CorrectionsModule } from '@halles/domain/corrections';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { Module } from '@nestjs/common';
import { CorrectionAnnounceProcessor } from './correction-announce.processor';
import { CorrectionAnnouncementTask } from './correction-announcement.task';
import { CorrectionLinkProcessor } from './correction-link.processor';
import { PlaceAnswerProcessor } from './place-answer.processor';
import { PlaceReopenedProcessor } from './place-reopened.processor';

/** Mails of corrections by link, of what waits for the town, and of its answers about places. */
@Module({
  imports: [CorrectionsModule, DeliveriesModule],
  providers: [
    CorrectionAnnounceProcessor,
    CorrectionAnnouncementTask,
    CorrectionLinkProcessor,
    PlaceAnswerProcessor,
    PlaceReopenedProcessor,
  ],
})
export class CorrectionsWorkerModule {}
