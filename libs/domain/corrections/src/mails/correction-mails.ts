import { correctionLink } from './correction-link/mail';
import { placeAnswered } from './place-answered/mail';

/** Mails about corrections. */
export const correctionMails = { link: correctionLink, placeAnswered };
