import { Module } from '@nestjs/common';
import { DeliveryRepository } from './delivery.repository';
import { DeliveryService } from './delivery.service';
import { RecipientLimit } from './recipient-limit';

/** Needs MailModule. */
@Module({
  providers: [DeliveryRepository, DeliveryService, RecipientLimit],
  exports: [DeliveryService],
})
export class DeliveriesModule {}
