export { PortalEnquiriesModule } from './enquiries.module';
export type { ContactBody } from './enquiry.view';
