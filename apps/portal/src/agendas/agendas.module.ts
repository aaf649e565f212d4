import { AgendasModule } from '@halles/domain/agendas';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { BookedController } from './booked.controller';
import { BookingController } from './booking.controller';
import { BookingOffersModule } from '../agenda-offers';
import { CustomerBookings } from './customer-bookings.service';

/** Customers book appointments. */
@Module({
  imports: [AgendasModule, BookingOffersModule, ListingsModule],
  controllers: [BookingController, BookedController],
  providers: [CustomerBookings],
})
export class PortalAgendasModule {}
