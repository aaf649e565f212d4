import { RecipientLimit } from '@halles/platform/mail';
import { Module } from '@nestjs/common';
import { AddressRefusals } from './address-refusals';
import { Bounces } from './bounces/bounces.service';
import { TenantDeliveryRecords } from './delivery-records';
import { DeliveryRepository } from './delivery.repository';
import { DeliveryService } from './delivery.service';
import { TextDeliveries } from './text-deliveries';
import { PlatformDeliveryRecords } from './platform-delivery-records';

/** Needs MailModule. */
@Module({
  providers: [
    DeliveryRepository,
    DeliveryService,
    TenantDeliveryRecords,
    PlatformDeliveryRecords,
    RecipientLimit,
    TextDeliveries,
    Bounces,
    AddressRefusals,
  ],
  exports: [AddressRefusals, Bounces, DeliveryService, TextDeliveries],
})
export class DeliveriesModule {}
