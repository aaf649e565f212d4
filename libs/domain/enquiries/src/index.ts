export { EnquiriesModule } from './enquiries.module';
export { EnquiryEntity } from './enquiry.entity';
export * from './enquiry.errors';
export * from './enquiry.events';
export { EnquiryService } from './enquiry.service';
export { enquiryMails } from './mails/enquiry-mails';
