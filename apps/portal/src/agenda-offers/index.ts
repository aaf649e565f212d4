export { DURATION, FIRST, HOLD, INVITATION, MONTH, PARTY, STARTS } from './address-names';
export { BookingOffersModule } from './booking-offers.module';
export {
  type AgendaOffer,
  type BookingMonth,
  BookingOffers,
  type BookingWeek,
  type Invitation,
} from './booking-offers.service';
export { presentMonth } from './month.presenter';
export { presentAppointments, presentServices, presentTimes } from './offers.presenter';
export type { AppointmentsView, MonthView, WeekView } from './offers.view';
export { presentWeek } from './week.presenter';
