import { DeliveriesModule } from '@halles/domain/deliveries';
import { MandatesModule } from '@halles/domain/mandates';
import { Module } from '@nestjs/common';
import { MandateRecordedProcessor } from './mandate-recorded.processor';
import { MandateRequestProcessor } from './mandate-request.processor';
import { MandateSignedProcessor } from './mandate-signed.processor';

/** Mails of mandates. */
@Module({
  imports: [DeliveriesModule, MandatesModule],
  providers: [MandateRecordedProcessor, MandateRequestProcessor, MandateSignedProcessor],
})
export class MandatesWorkerModule {}
