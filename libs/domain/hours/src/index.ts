export type { IsoDate } from './civil-date';
export { dayOfIso, isoOfDay, weekdayOf } from './civil-date';
export * from './schedule';
export { knowsPublicHolidays, publicHolidayOn, publicHolidays, type PublicHoliday } from './public-holidays';
export { formatOpeningHours } from './syntax-format';
export { parseOpeningHours, scheduleOfTexts, type ParsedHours } from './syntax-parse';
export { HORIZON_DAYS, intervals, isOpen, nextChange, stateAt, type Change, type Interval } from './timeline';
export { instantOf, isTimeZone, wallTime, type Instant, type WallTime } from './zone';
