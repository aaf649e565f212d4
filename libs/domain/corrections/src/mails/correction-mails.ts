import { correctionLink } from './correction-link/mail';

/** Mails about corrections. */
export const correctionMails = { link: correctionLink };
