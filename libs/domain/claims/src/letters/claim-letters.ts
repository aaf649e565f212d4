import { claimLetter } from './claim-letter';
import { invitationLetter } from './invitation-letter';

/** Letters to businesses about their pages. */
export const claimLetters = { code: claimLetter, invitation: invitationLetter };
