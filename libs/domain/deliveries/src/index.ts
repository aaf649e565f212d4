export { AddressRefusals } from './address-refusals';
export { DeliveriesModule } from './deliveries.module';
export { DeliveryEntity } from './delivery.entity';
export { DeliveryRepository } from './delivery.repository';
export { type CountedBy, DeliveryService } from './delivery.service';
