import { AccountsModule } from '@halles/domain/accounts';
import { DeliveryRepository } from '@halles/domain/deliveries';
import { ListingsModule } from '@halles/domain/listings';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { Outbox } from '@halles/platform/outbox';
import { StorageQuota } from '@halles/platform/storage';
import { Module } from '@nestjs/common';
import { AgendaCalendars } from './calendar/agenda-calendars.service';
import { ResourceAbsences } from './settings/resource-absences.service';
import { AgendaRepository } from './settings/agenda.repository';
import { AgendaItemRepository } from './settings/agenda-items.repository';
import { AgendaResources, AgendaServices } from './settings/agenda-items.service';
import { AgendaPlaces } from './settings/agenda-places.service';
import { AgendaSettingsService } from './settings/agenda-settings.service';
import { AgendaSetup } from './settings/agenda-setup.service';
import { AgendaFeedRepository } from './external-calendars/agenda-feed.repository';
import { AgendaFeeds } from './external-calendars/agenda-feeds.service';
import { BusyTimesRepository } from './external-calendars/busy-times.repository';
import { BusyTimes } from './external-calendars/busy-times.service';
import { BookingRepository } from './bookings/booking.repository';
import { BookingHoldRepository } from './holds/booking-hold.repository';
import { BookingHolds } from './holds/booking-holds.service';
import { BookingAnswers } from './bookings/booking-answers.service';
import { AgendaFiguresService } from './figures/agenda-figures.service';
import { AgendaQueues } from './bookings/agenda-queues.service';
import { BookingSeries } from './bookings/booking-series.service';
import { BookingJournal } from './bookings/booking-journal.service';
import { BookingSplitting } from './bookings/booking-splitting.service';
import { BookingRetaking } from './bookings/booking-retaking.service';
import { BookingHandling } from './bookings/booking-handling.service';
import { BookingLimits } from './bookings/booking-limits.service';
import { BookingLimitsRepository } from './bookings/booking-limits.repository';
import { AgendaSummaries } from './messages/agenda-summaries.service';
import { BookingMessages } from './messages/booking-messages.service';
import { BookingReminders } from './messages/booking-reminders.service';
import { BookingNotices } from './messages/booking-notices.service';
import { TownNotices } from './messages/town-notices.service';
import { BookingPersonalData, ForgottenBookings } from './bookings/booking-personal-data';
import { BookingPlacing } from './bookings/booking-placing.service';
import { AgendaSessionRepository } from './sessions/agenda-session.repository';
import { AgendaSessions } from './sessions/agenda-sessions.service';
import { OwnPerson } from './bookings/own-person.service';
import { BookingTimes } from './free-times/booking-times.service';
import { EarlierTimes } from './holds/earlier-times.service';
import { FreeDayRepository } from './free-times/free-days.repository';
import { FreeDays } from './free-times/free-days.service';
import { BookingWaitRepository } from './waits/booking-wait.repository';
import { ForgottenWaits } from './waits/wait-personal-data';
import { WaitMessages } from './waits/wait-messages.service';
import { WaitOffers } from './waits/wait-offers.service';
import { WaitingList } from './waits/waiting-list.service';
import { BookingFileRepository } from './files/booking-file.repository';
import { FreeTimes } from './free-times/free-times.service';

@Module({
  imports: [AccountsModule, ListingsModule, PlaceDaysModule],
  providers: [
    AgendaCalendars,
    AgendaFeedRepository,
    AgendaFeeds,
    AgendaItemRepository,
    AgendaPlaces,
    AgendaRepository,
    AgendaResources,
    AgendaServices,
    AgendaSessionRepository,
    AgendaSessions,
    AgendaSettingsService,
    AgendaSetup,
    AgendaFiguresService,
    AgendaQueues,
    AgendaSummaries,
    BookingAnswers,
    BookingFileRepository,
    BookingHandling,
    BookingHoldRepository,
    BookingJournal,
    BookingSeries,
    BookingHolds,
    BookingLimits,
    BookingLimitsRepository,
    BookingMessages,
    BookingNotices,
    BookingPersonalData,
    BookingPlacing,
    BookingReminders,
    BookingRepository,
    BookingRetaking,
    BookingSplitting,
    BookingTimes,
    BookingWaitRepository,
    BusyTimes,
    BusyTimesRepository,
    DeliveryRepository,
    FreeDayRepository,
    FreeDays,
    ForgottenBookings,
    Outbox,
    OwnPerson,
    EarlierTimes,
    ResourceAbsences,
    StorageQuota,
    TownNotices,
    FreeTimes,
    ForgottenWaits,
    WaitMessages,
    WaitOffers,
    WaitingList,
  ],
  exports: [
    BookingSeries,
    AgendaSessions,
    AgendaCalendars,
    AgendaFeeds,
    AgendaPlaces,
    AgendaResources,
    AgendaServices,
    AgendaSettingsService,
    AgendaSetup,
    AgendaFiguresService,
    AgendaQueues,
    AgendaSummaries,
    BookingAnswers,
    BookingFileRepository,
    BookingHandling,
    BookingHolds,
    BookingJournal,
    BookingMessages,
    BookingNotices,
    BookingPlacing,
    BookingReminders,
    BookingSplitting,
    BookingTimes,
    BusyTimes,
    EarlierTimes,
    FreeDays,
    FreeTimes,
    OwnPerson,
    ResourceAbsences,
    StorageQuota,
    TownNotices,
    WaitMessages,
    WaitOffers,
    WaitingList,
  ],
})
export class AgendasModule {}
