export {
  calendarOf,
  type CalendarEvent,
  type CalendarFeed,
  type CalendarSender,
  eventFileOf,
  eventsFileOf,
} from './icalendar';
export { csvRow, guardedText, isErrorCell, plainCell } from './csv';
export { foldText, stemText } from './fold';
export {
  type StreetParts,
  displayCommune,
  displayName,
  displayPerson,
  displayStreet,
  displayStreetParts,
  tidySpacing,
} from './typography';
export { slugOf, PLAIN_SLUG } from './slug';
export { workbook, type WorkbookCell } from './workbook';
export { typedStreet } from './typed-street';
export { foldName, indexWordsOf, isStopWord, tokensOf } from './tokens';
export { correctedLetters, deletionsOf } from './word-deletions';
