import { EnquiriesModule } from '@halles/domain/enquiries';
import { Module } from '@nestjs/common';
import { EnquiryController } from './enquiry.controller';

@Module({ imports: [EnquiriesModule], controllers: [EnquiryController] })
export class PortalEnquiriesModule {}
