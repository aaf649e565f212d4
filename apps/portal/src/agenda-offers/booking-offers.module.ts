import { AgendasModule } from '@halles/domain/agendas';
import { Module } from '@nestjs/common';
import { BookingOffers } from './booking-offers.service';

/** What can be booked, for the page of a listing too. */
@Module({ imports: [AgendasModule], providers: [BookingOffers], exports: [BookingOffers] })
export class BookingOffersModule {}
