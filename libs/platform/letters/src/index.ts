export type { PrintedDocument } from './document-layout';
export type { DoorSign } from './door-sign';
export type { GaugePoster } from './gauge-poster';
export { type LetterParts, shownUrl } from './letter';
export { checkLetters, findLetterErrors } from './letter-check';
export {
  type LetterDefinition,
  type LetterModel,
  type LetterTexts,
  type LetterWords,
  defineLetter,
} from './letter-definition';
export { type OwnTexts, composeLetter, readOwnTexts } from './letter-words';
export { LetterPrinter } from './letter-printer';
export { LettersModule } from './letters.module';
