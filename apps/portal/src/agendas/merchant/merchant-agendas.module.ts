import { AgendasModule, BookingFilesModule } from '@halles/domain/agendas';
import { ListingsModule } from '@halles/domain/listings';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { AgendaCalendarsController } from './external-calendars/agenda-calendars.controller';
import { StreamsModule } from '../../streams';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarPagesController } from './calendar/calendar-pages.controller';
import { AgendaDayController } from './day/agenda-day.controller';
import { BookingController } from './day/booking.controller';
import { StaffBookingController } from './day/staff-booking.controller';
import { SessionsController } from './sessions/sessions.controller';
import { AgendaWaitsController } from './waits/agenda-waits.controller';
import { BookingAnswerController } from './answer/booking-answer.controller';
import { AgendaFiguresController } from './figures/agenda-figures.controller';
import { AgendaItemPages } from './settings/agenda-item-pages.service';
import { AgendaPages } from './settings/agenda-pages.service';
import { AgendaResourcesController } from './settings/agenda-resources.controller';
import { AgendaRulesController } from './settings/agenda-rules.controller';
import { AgendaServicesController } from './settings/agenda-services.controller';
import { AgendaSetupController } from './settings/agenda-setup.controller';

/** A shop keeps its agenda. */
@Module({
  imports: [
    AgendasModule,
    BookingFilesModule,
    ListingsModule,
    PlaceDaysModule,
    ProfilesModule,
    StreamsModule,
  ],
  controllers: [
    AgendaCalendarsController,
    AgendaDayController,
    AgendaFiguresController,
    AgendaResourcesController,
    AgendaRulesController,
    AgendaServicesController,
    AgendaSetupController,
    AgendaWaitsController,
    BookingAnswerController,
    BookingController,
    SessionsController,
    CalendarController,
    CalendarPagesController,
    StaffBookingController,
  ],
  providers: [AgendaItemPages, AgendaPages],
})
export class MerchantAgendasModule {}
