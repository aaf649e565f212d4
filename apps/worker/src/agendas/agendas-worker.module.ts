import { AgendasModule } from '@halles/domain/agendas';
import { FootfallModule } from '@halles/domain/footfall';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { BookingNotifyCustomerProcessor } from './booking-notify-customer.processor';
import { BookingNotifyShopProcessor } from './booking-notify-shop.processor';
import { UnconfirmedBookingsTask } from './unconfirmed-bookings.task';

/** Mails of bookings, and that who booked is forgotten in time. */
@Module({
  imports: [AgendasModule, FootfallModule, DeliveriesModule, ListingsModule],
  providers: [BookingNotifyCustomerProcessor, BookingNotifyShopProcessor, UnconfirmedBookingsTask],
})
export class AgendasWorkerModule {}
