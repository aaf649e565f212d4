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
export { pickupSlots, refusalOf, refusalOfRoom, type Slot } from './slots';
export { slotTimeWords, slotWords } from './slot-words';
