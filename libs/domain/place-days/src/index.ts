export { type ClosingRule, type RuledPlace, underRules } from './closing-rules';
export { ClosingRules } from './closing-rules.service';
export { leavesOfRule } from './rule-categories';
export { COMES_TO_PLACE, IS_COLLECTED_IN_PLACE, type PeopleNow } from './people-now';
export {
  closedTimes,
  fullWith,
  type GaugeLimit,
  type GaugeNow,
  type Inside,
  limitsOf,
  peopleOf,
  roomOf,
  strictest,
  timesOf,
} from './gauge-limits';
export {
  GAUGE_RULE,
  type GaugeRule,
  type GaugeRuleRow,
  NO_GAUGE,
  type PlaceLimits,
  type Purpose,
  toGaugeRule,
} from './gauge-rule';
export { gaugeRuleDays, gaugeRuleWords, type RuleFacts } from './gauge-words';
export { daysReached, forgetFreeDays } from './forget-free-days';
export { type ComerKind, type Comers, PeoplePresent, type RoomQuestion } from './people-present';
export { PlaceDayLock } from './place-day-lock';
export { PlaceDaysModule } from './place-days.module';
export { PlaceGauges } from './place-gauges.service';
export { combined, highest, lowest, stepFunctionOf, type Change, type StepFunction } from './step-function';
