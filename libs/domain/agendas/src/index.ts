export {
  type AgendaPlace,
  type AgendaResource,
  type AgendaService,
  appointmentHours,
} from './settings/agenda';
export { AgendaResources, AgendaServices } from './settings/agenda-items.service';
export { AgendaPlaces } from './settings/agenda-places.service';
export { AgendaSettingsService } from './settings/agenda-settings.service';
export { type AgendaAnswers, AgendaSetup } from './settings/agenda-setup.service';
export {
  AGENDA_TEMPLATE_NAMES,
  AGENDA_TEMPLATES,
  type AgendaTemplateName,
  type AgendaTemplateWords,
  templateOf,
} from './settings/agenda-template';
export { AgendasModule } from './agendas.module';
export {
  type AgendaCalendar,
  AgendaCalendars,
  type CalendarDays,
  openOn,
} from './calendar/agenda-calendars.service';
export * from './bookings/booking';
export * from './bookings/booking.errors';
export { bookingSignalOf } from './bookings/booking-signals';
export { type AnswerableBooking, BookingAnswers, type GivenAnswer } from './bookings/booking-answers.service';
export {
  type AgendaFigures,
  AgendaFiguresService,
  type BookingRow,
  type FilledHour,
  type StateCount,
} from './figures/agenda-figures.service';
export { AgendaQueues } from './bookings/agenda-queues.service';
export { BookingHandling, type BookingMove, type MoveOptions } from './bookings/booking-handling.service';
export { OwnPerson } from './bookings/own-person.service';
export { wantedBy } from './bookings/wanted-person';
export type { OpenHold } from './holds/booking-hold.repository';
export { BOOKING_HOLD_MINUTES, type BookingHoldPeriod, BookingHolds } from './holds/booking-holds.service';
export type { Booker } from './bookings/booker';
export { BookingPlacing, GUEST } from './bookings/booking-placing.service';
export type {
  BookableResource,
  BookedService,
  BookingQuestion,
  BookingRefusal,
  BookingRules,
} from './slots/booking-rules';
export { PASSED_RULES, type PassedRule } from './slots/booking-override';
export { type BookedSeries, BookingSeries, type SeriesDate } from './bookings/booking-series.service';
export { MAX_IN_SERIES, MAX_WEEKS_APART, seriesDates } from './bookings/series-dates';
export { BookingSplitting, leavingChoices, type PartySplit } from './bookings/booking-splitting.service';
export { BookingJournal, type PassedBooking } from './bookings/booking-journal.service';
export { bookingDays, type BookingDay } from './slots/booking-days';
export { bookingSlots, judgeBooking, type BookingSlot } from './slots/booking-slots';
export * from './bookings/booking-state';
export { withFurther } from './bookings/asked-service';
export { BookingTimes, type FirstQuestion, type TimeQuestion } from './free-times/booking-times.service';
export { AgendaFeedNotFound } from './external-calendars/agenda-feed.errors';
export { type KnownFeed } from './external-calendars/agenda-feed.repository';
export { AgendaFeeds, type ReadFeed } from './external-calendars/agenda-feeds.service';
export {
  BUSY_PROBLEMS,
  type BusyProblem,
  type BusySource,
  type BusyTime,
} from './external-calendars/busy-times.repository';
export { type BusyReading, BusyTimes } from './external-calendars/busy-times.service';
export { bookingCalendar, type CalendarBooking, lastChangeOf } from './bookings/booking-calendar';
export { bookingAnswerLink, bookingLink, invitationLink, waitLink } from './bookings/booking-link';
export {
  absenceWords,
  bandWords,
  bookingDayWords,
  bookingTimeWords,
  cancellationWords,
  durationWords,
  shopVenueWords,
  bookedVenueWords,
  venueWords,
  reminderTextWords,
  nextTimeWords,
} from './messages/booking-words';
export {
  AGENDA_READ_BUSY,
  AGENDA_SUMMARISE,
  BOOKING_EARLIER,
  BOOKING_NOTIFY_CUSTOMER,
  BOOKING_NOTIFY_SHOP,
  BOOKING_NOTIFY_TOWN,
  BOOKING_REMIND,
  BOOKING_TEXT_REMINDER,
  WAIT_NOTIFY,
  WAIT_OFFER,
  WAIT_TEXT_OFFER,
} from './bookings/booking.events';
export { type BookingMessage, BookingMessages } from './messages/booking-messages.service';
export { BookingReminders, type RemindedBooking } from './messages/booking-reminders.service';
export { BookingNotices, type ShopStep, type TellingStep } from './messages/booking-notices.service';
export { TownNotices, type TownStep } from './messages/town-notices.service';
export { AgendaSummaries } from './messages/agenda-summaries.service';
export { summarisedBooking } from './mails/agenda-summary/mail';
export { contentsOfBooking } from './mails/booking-contents';
export { bookingMails } from './mails/booking-mails';
export { ForgottenBookings } from './bookings/booking-personal-data';
export { EarlierTimes } from './holds/earlier-times.service';
export { FREE_DAYS, FreeDays, type GlancedDay, type NextFree } from './free-times/free-days.service';
export * from './files/booking-file';
export * from './files/booking-file.errors';
export { BookingFilesModule } from './files/booking-files.module';
export { BookingFiles } from './files/booking-files.service';
export { FreeTimes } from './free-times/free-times.service';
export { type WantedPerson } from './free-times/agenda-reading';
export {
  type AgendaSession,
  SESSION_STATES,
  type SessionSeats,
  type CalendarSession,
  type SessionState,
} from './sessions/agenda-session';
export { judgeSession, sessionSlots } from './sessions/session-slots';
export { AgendaSessions, type NewSessions, type SessionList } from './sessions/agenda-sessions.service';
export * from './sessions/session.errors';
export { MAX_REPEATED, type Recurrence, recurringDays, SESSION_REPEATS } from './sessions/session-dates';
export { absenceKey, absenceTimes, NO_LAST_DAY } from './settings/absence-times';
export { reservedKinds, type ReservedTime } from './settings/reserved-times';
export { ResourceAbsences } from './settings/resource-absences.service';
export { chainOf, isWithinDay, mayFollow } from './settings/service-chain';
export { answersTo } from './settings/service-questions';
export {
  addressWords,
  asLongAs,
  comesTo,
  type DetailsProblem,
  detailsProblem,
  durationsOf,
  isOpenTo,
  withDuration,
} from './settings/service-details';
export * from './waits/booking-wait';
export * from './waits/booking-wait.errors';
export { WaitMessages } from './waits/wait-messages.service';
export { WaitOffers } from './waits/wait-offers.service';
export { ForgottenWaits } from './waits/wait-personal-data';
export { waitDaysWords, waitOfferTextWords } from './waits/wait-words';
export { type ShownWait, WaitingList } from './waits/waiting-list.service';
