export {
  ADDED,
  DURATION,
  FIRST,
  FURTHER,
  HOLD,
  INVITATION,
  MONTH,
  NEED,
  PARTY,
  PERSON,
  STARTS,
} from './address-names';
export { furtherIn, furtherText, readServiceChoice, serviceChoice } from './further-services';
export { needIn } from './needs';
export { BookingOffersModule } from './booking-offers.module';
export {
  type AgendaOffer,
  type BookingMonth,
  BookingOffers,
  type BookingWeek,
  type Invitation,
  type ServicePerson,
} from './booking-offers.service';
export { presentMonth } from './month.presenter';
export {
  personsWords,
  presentAppointments,
  presentServices,
  presentTimes,
  serviceFacts,
} from './offers.presenter';
export type { AppointmentsView, MonthView, WeekView } from './offers.view';
export { presentWeek } from './week.presenter';
