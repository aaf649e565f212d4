import { EnquiriesModule } from '@halles/domain/enquiries';
import { Module } from '@nestjs/common';
import { ContactController } from './contact.controller';

@Module({ imports: [EnquiriesModule], controllers: [ContactController] })
export class PortalEnquiriesModule {}
