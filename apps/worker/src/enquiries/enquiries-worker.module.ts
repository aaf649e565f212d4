import { DeliveriesModule } from '@halles/domain/deliveries';
import { EnquiriesModule } from '@halles/domain/enquiries';
import { Module } from '@nestjs/common';
import { EnquiryAcknowledgeProcessor } from './enquiry-acknowledge.processor';
import { EnquiryForwardProcessor } from './enquiry-forward.processor';

/** Mails of enquiries. */
@Module({
  imports: [DeliveriesModule, EnquiriesModule],
  providers: [EnquiryAcknowledgeProcessor, EnquiryForwardProcessor],
})
export class EnquiriesWorkerModule {}
