import { AccountsModule } from '@halles/domain/accounts';
import { Module } from '@nestjs/common';
import { Outbox } from '@halles/platform/outbox';
import { EnquiryPersonalData } from './enquiry-personal-data';
import { EnquiryRepository } from './enquiry.repository';
import { EnquiryService } from './enquiry.service';

@Module({
  imports: [AccountsModule],
  providers: [Outbox, EnquiryRepository, EnquiryService, EnquiryPersonalData],
  exports: [EnquiryService],
})
export class EnquiriesModule {}
