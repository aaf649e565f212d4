import { DeliveriesModule } from '@halles/domain/deliveries';
import { MandatesModule } from '@halles/domain/mandates';
import { Module } from '@nestjs/common';
import { MandateAskProcessor } from './mandate-ask.processor';
import { MandateSignedProcessor } from './mandate-signed.processor';

/** Mails of mandates. */
@Module({
  imports: [DeliveriesModule, MandatesModule],
  providers: [MandateAskProcessor, MandateSignedProcessor],
})
export class MandatesWorkerModule {}
