export { type Bounce, bounceOf, BOUNCES, FINAL_BOUNCES } from './bounces/bounce';
export { Bounces } from './bounces/bounces.service';
export { AddressRefusals } from './address-refusals';
export { type CountedBy, countsOf, MAILS_OF_A_KIND } from './counted-by';
export { DeliveriesModule } from './deliveries.module';
export { DeliveryEntity } from './delivery.entity';
export { DeliveryRepository } from './delivery.repository';
export { DeliveryService } from './delivery.service';
export { type PromisedText, TextDeliveries } from './text-deliveries';
