import { AgendasModule, BookingFilesModule } from '@halles/domain/agendas';
import { FootfallModule } from '@halles/domain/footfall';
import { DeliveriesModule } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { BookingNotifyCustomerProcessor } from './booking-notify-customer.processor';
import { BookingNotifyShopProcessor } from './booking-notify-shop.processor';
import { BookingNotifyTownProcessor } from './booking-notify-town.processor';
import { AgendaSummariesTask } from './agenda-summaries.task';
import { AgendaSummariseProcessor } from './agenda-summarise.processor';
import { GuardedClient } from '@halles/platform/outbound';
import { BookingFilesTask } from './booking-files.task';
import { BusyReader } from './busy-reader';
import { ReadBusyProcessor } from './read-busy.processor';
import { ReadBusyTask } from './read-busy.task';
import { BookingEarlierProcessor } from './booking-earlier.processor';
import { EarlierTimesTask } from './earlier-times.task';
import { BookingRemindProcessor } from './booking-remind.processor';
import { BookingRemindersTask } from './booking-reminders.task';
import { BookingTextReminderProcessor } from './booking-text-reminder.processor';
import { BookingTextWaitOfferProcessor } from './booking-text-wait-offer.processor';
import { BookingWaitOfferProcessor } from './booking-wait-offer.processor';
import { BookingWaitProcessor } from './booking-wait.processor';
import { WaitOffersTask } from './wait-offers.task';
import { TexterModule } from '../orders/texter.module';
import { FreeDaysTask } from './free-days.task';
import { UnconfirmedBookingsTask } from './unconfirmed-bookings.task';

/** Mails of bookings, and that who booked is forgotten in time. */
@Module({
  imports: [
    AgendasModule,
    BookingFilesModule,
    FootfallModule,
    DeliveriesModule,
    ListingsModule,
    TexterModule,
  ],
  providers: [
    BookingNotifyCustomerProcessor,
    BookingNotifyShopProcessor,
    BookingNotifyTownProcessor,
    AgendaSummariesTask,
    AgendaSummariseProcessor,
    BookingFilesTask,
    FreeDaysTask,
    UnconfirmedBookingsTask,
    BookingEarlierProcessor,
    EarlierTimesTask,
    BookingRemindProcessor,
    BookingRemindersTask,
    BookingTextReminderProcessor,
    BookingTextWaitOfferProcessor,
    BookingWaitOfferProcessor,
    BookingWaitProcessor,
    WaitOffersTask,
    BusyReader,
    { provide: GuardedClient, useFactory: () => new GuardedClient() },
    ReadBusyProcessor,
    ReadBusyTask,
  ],
})
export class AgendasWorkerModule {}
