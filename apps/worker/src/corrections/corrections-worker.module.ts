import { CorrectionsModule } from '@halles/domain/corrections';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { Module } from '@nestjs/common';
import { CorrectionLinkProcessor } from './correction-link.processor';

/** Mails of corrections by link. */
@Module({ imports: [CorrectionsModule, DeliveriesModule], providers: [CorrectionLinkProcessor] })
export class CorrectionsWorkerModule {}
