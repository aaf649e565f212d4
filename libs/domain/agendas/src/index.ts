export type {
  BookableResource,
  BookedService,
  BookingQuestion,
  BookingRefusal,
  BookingRules,
} from './booking-rules';
export { bookingSlots, judgeBooking, type BookingSlot } from './booking-slots';
export { highest, lowest, stepFunctionOf, type Change, type StepFunction } from './step-function';
export * from './booking-state';
