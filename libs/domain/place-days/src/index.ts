export type { PeopleNow } from './people-now';
export { PeoplePresent } from './people-present';
export { PlaceDayLock } from './place-day-lock';
export { PlaceDaysModule } from './place-days.module';
export { highest, lowest, stepFunctionOf, type Change, type StepFunction } from './step-function';
