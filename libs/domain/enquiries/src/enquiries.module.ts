import { Module } from '@nestjs/common';
import { Outbox } from '@halles/platform/outbox';
import { EnquiryRepository } from './enquiry.repository';
import { EnquiryService } from './enquiry.service';

@Module({ providers: [Outbox, EnquiryRepository, EnquiryService], exports: [EnquiryService] })
export class EnquiriesModule {}
