import { AccountsModule } from '@halles/domain/accounts';
import { DeliveryRepository } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { ResourceAbsences } from './resource-absences.service';
import { AgendaRepository } from './agenda.repository';
import { AgendaItemRepository } from './agenda-items.repository';
import { AgendaResources, AgendaServices } from './agenda-items.service';
import { AgendaPlaces } from './agenda-places.service';
import { AgendaSettingsService } from './agenda-settings.service';
import { AgendaSetup } from './agenda-setup.service';
import { BookingRepository } from './booking.repository';
import { BookingHoldRepository } from './booking-hold.repository';
import { BookingHolds } from './booking-holds.service';
import { BookingHandling } from './booking-handling.service';
import { BookingLimits } from './booking-limits.service';
import { BookingLimitsRepository } from './booking-limits.repository';
import { BookingMessages } from './booking-messages.service';
import { BookingReminders } from './booking-reminders.service';
import { BookingNotices } from './booking-notices.service';
import { BookingPersonalData, ForgottenBookings } from './booking-personal-data';
import { BookingPlacing } from './booking-placing.service';
import { BookingTimes } from './booking-times.service';
import { EarlierTimes } from './earlier-times.service';
import { FreeDayRepository } from './free-days.repository';
import { FreeDays } from './free-days.service';
import { FreeTimes } from './free-times.service';

@Module({
  imports: [AccountsModule, ListingsModule, PlaceDaysModule],
  providers: [
    AgendaItemRepository,
    AgendaPlaces,
    AgendaRepository,
    AgendaResources,
    AgendaServices,
    AgendaSettingsService,
    AgendaSetup,
    BookingHandling,
    BookingHoldRepository,
    BookingHolds,
    BookingLimits,
    BookingLimitsRepository,
    BookingMessages,
    BookingNotices,
    BookingPersonalData,
    BookingPlacing,
    BookingReminders,
    BookingRepository,
    BookingTimes,
    DeliveryRepository,
    FreeDayRepository,
    FreeDays,
    ForgottenBookings,
    Outbox,
    EarlierTimes,
    ResourceAbsences,
    FreeTimes,
  ],
  exports: [
    AgendaPlaces,
    AgendaResources,
    AgendaServices,
    AgendaSettingsService,
    AgendaSetup,
    BookingHandling,
    BookingHolds,
    BookingMessages,
    BookingNotices,
    BookingPlacing,
    BookingReminders,
    BookingTimes,
    EarlierTimes,
    FreeDays,
    FreeTimes,
    ResourceAbsences,
  ],
})
export class AgendasModule {}
