export { DURATION, FIRST, HOLD, INVITATION, PARTY, STARTS } from './address-names';
export { BookingOffersModule } from './booking-offers.module';
export { type AgendaOffer, BookingOffers, type BookingWeek, type Invitation } from './booking-offers.service';
export { presentAppointments, presentServices, presentTimes, presentWeek } from './offers.presenter';
export type { AppointmentsView, WeekView } from './offers.view';
