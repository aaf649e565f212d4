export {
  NO_USAGE,
  type BasketSize,
  type CutOff,
  type PreparationRule,
  type SlotCapacity,
  type SlotQuestion,
  type SlotRefusal,
  type SlotRules,
  type SlotUsage,
} from './slot-rules';
export { pickupSlots, refusalOf, refusalOfRoom, type Slot, thinnedSlots } from './slots';
export { sameDayUntil, slotsOfDay } from './same-day';
export { preparationOf } from './slot-window';
export { slotChoiceWords, slotTimeWords, slotWords } from './slot-words';
export { pickupTour, type TourQuestion, type TourVisit, walkingTime } from './pickup-tour';
