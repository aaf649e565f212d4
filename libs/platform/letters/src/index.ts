export type { ClaimLetter } from './claim-letter';
export { LetterPrinter } from './letter-printer';
export { LettersModule } from './letters.module';
