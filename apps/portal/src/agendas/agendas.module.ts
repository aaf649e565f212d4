import { AgendasModule, BookingFilesModule } from '@halles/domain/agendas';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { PortalPhotosModule } from '../photos';
import { BookedController } from './booked.controller';
import { FeedController } from './feed.controller';
import { BookingController } from './booking.controller';
import { BookingFormController } from './booking-form.controller';
import { RepeatedBookings } from './repeated-bookings.service';
import { BookingUploads } from './booking-uploads.service';
import { BookingOffersModule } from '../agenda-offers';
import { SplitController } from './split.controller';
import { WaitController } from './wait.controller';
import { CustomerBookings } from './customer-bookings.service';
import { MerchantAgendasModule } from './merchant/merchant-agendas.module';

/** Customers book appointments, and shops keep their agendas. */
@Module({
  imports: [
    AgendasModule,
    BookingFilesModule,
    BookingOffersModule,
    ListingsModule,
    MerchantAgendasModule,
    PortalPhotosModule,
  ],
  controllers: [
    BookingController,
    BookingFormController,
    BookedController,
    FeedController,
    SplitController,
    WaitController,
  ],
  providers: [BookingUploads, CustomerBookings, RepeatedBookings],
})
export class PortalAgendasModule {}
