import { RecipientLimit } from '@halles/platform/mail';
import { Module } from '@nestjs/common';
import { DeliveryRepository } from './delivery.repository';
import { DeliveryService } from './delivery.service';

/** Needs MailModule. */
@Module({
  providers: [DeliveryRepository, DeliveryService, RecipientLimit],
  exports: [DeliveryService],
})
export class DeliveriesModule {}
