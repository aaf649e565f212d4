export { type AgendaPlace, type AgendaResource, type AgendaService, appointmentHours } from './agenda';
export { AgendaResources, AgendaServices } from './agenda-items.service';
export { AgendaPlaces } from './agenda-places.service';
export { AgendaSettingsService } from './agenda-settings.service';
export { type AgendaAnswers, AgendaSetup } from './agenda-setup.service';
export {
  AGENDA_TEMPLATE_NAMES,
  AGENDA_TEMPLATES,
  type AgendaTemplateName,
  type AgendaTemplateWords,
  templateOf,
} from './agenda-template';
export { AgendasModule } from './agendas.module';
export * from './booking';
export * from './booking.errors';
export { BookingHandling, type BookingMove } from './booking-handling.service';
export { BOOKING_HOLD_MINUTES, type BookingHoldPeriod, BookingHolds } from './booking-holds.service';
export { type Booker, BookingPlacing, GUEST } from './booking-placing.service';
export type {
  BookableResource,
  BookedService,
  BookingQuestion,
  BookingRefusal,
  BookingRules,
} from './booking-rules';
export { bookingSlots, judgeBooking, type BookingSlot } from './booking-slots';
export * from './booking-state';
export { BookingTimes, type FirstQuestion, type TimeQuestion } from './booking-times.service';
export { bookingCalendar } from './booking-calendar';
export { bookingLink, invitationLink } from './booking-link';
export {
  absenceWords,
  bandWords,
  bookingDayWords,
  bookingTimeWords,
  cancellationWords,
  durationWords,
  shopVenueWords,
  venueWords,
  reminderTextWords,
  nextTimeWords,
} from './booking-words';
export {
  BOOKING_EARLIER,
  BOOKING_NOTIFY_CUSTOMER,
  BOOKING_NOTIFY_SHOP,
  BOOKING_REMIND,
  BOOKING_TEXT_REMINDER,
} from './booking.events';
export { type BookingMessage, BookingMessages } from './booking-messages.service';
export { BookingReminders, type RemindedBooking } from './booking-reminders.service';
export { BookingNotices, type ShopStep, type TellingStep } from './booking-notices.service';
export { contentsOfBooking } from './mails/booking-contents';
export { bookingMails } from './mails/booking-mails';
export { ForgottenBookings } from './booking-personal-data';
export { EarlierTimes } from './earlier-times.service';
export { FREE_DAYS, FreeDays, type NextFree } from './free-days.service';
export { FreeTimes } from './free-times.service';
export { ResourceAbsences } from './resource-absences.service';
export { answersTo } from './service-questions';
export {
  addressWords,
  asLongAs,
  comesTo,
  type DetailsProblem,
  detailsProblem,
  durationsOf,
  isOpenTo,
  withDuration,
} from './service-details';
