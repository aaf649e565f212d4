export type { ClaimLetter } from './claim-letter';
export type { InvitationLetter } from './invitation-letter';
export { LetterPrinter } from './letter-printer';
export { LettersModule } from './letters.module';
