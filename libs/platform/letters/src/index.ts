export type { ClaimLetter } from './claim-letter';
export type { DoorSign } from './door-sign';
export type { AddressSource, InvitationLetter } from './invitation-letter';
export { shownUrl } from './letter';
export { LetterPrinter } from './letter-printer';
export { LettersModule } from './letters.module';
