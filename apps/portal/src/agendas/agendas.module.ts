import { AgendasModule } from '@halles/domain/agendas';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { BookedController } from './booked.controller';
import { FeedController } from './feed.controller';
import { BookingController } from './booking.controller';
import { BookingOffersModule } from '../agenda-offers';
import { WaitController } from './wait.controller';
import { CustomerBookings } from './customer-bookings.service';
import { MerchantAgendasModule } from './merchant/merchant-agendas.module';

/** Customers book appointments, and shops keep their agendas. */
@Module({
  imports: [AgendasModule, BookingOffersModule, ListingsModule, MerchantAgendasModule],
  controllers: [BookingController, BookedController, FeedController, WaitController],
  providers: [CustomerBookings],
})
export class PortalAgendasModule {}
