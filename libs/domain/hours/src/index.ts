export { civilDate, dayNumber, dayOfIso, daysInMonth, isoOfDay, weekdayOf, type IsoDate } from './civil-date';
export { changedWeekdays } from './changed-weekdays';
export { type ClosedPeriod, closedPeriod, type LostDays, lostDays } from './closing';
export { withoutHolidays } from './holiday-rules';
export { openSentence, statusSentence } from './open-sentence';
export { openStatus, type ClosedBecause, type OpenStatus } from './open-status';
export { knowsPublicHolidays, publicHolidayOn, publicHolidays, type PublicHoliday } from './public-holidays';
export * from './schedule';
export { scheduleOfTexts } from './schedule-of-texts';
export {
  type EditableHours,
  type HoursSeason,
  type NthDay,
  type YearDay,
  editableOfRules,
  opensOnAnyDay,
  rulesOfEditable,
} from './editable-hours';
export { formatOpeningHours, formatRules, formatTime } from './syntax-format';
export { parseOpeningHours, type ParsedHours } from './syntax-parse';
export { comingDays, COMING_DAYS, type ComingDays, statesHolidays } from './coming-days';
export { hoursLines, inMode, openDays } from './hours-lines';
export { type RecurringHours, recurringHours } from './season-lines';
export { standingHolidays, type StandingHolidays } from './standing-holidays';
export { startsOn } from './starts';
export { HORIZON_DAYS, intervals, isOpen, nextChange, stateAt, type Change, type Interval } from './timeline';
export { weekTable, type DayHours, type WeekDay, type WeekTable } from './week-table';
export { usualWeek, type OtherDay, type SeasonWeek, type UsualDay, type UsualWeek } from './usual-week';
export { weeklyRules, weekOfRules, type WeeklyHours } from './weekly';
export { withWholeNights } from './whole-nights';
export {
  dateWords,
  listWords,
  modeTitle,
  monthWords,
  shortDayWords,
  timeWords,
  weekdayNames,
  weekdayWords,
} from './words';
export { dayIn, hasTransition, instantOf, wallTime, type Instant, type WallTime } from './zone';
