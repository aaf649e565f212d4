import { correctionLink } from './correction-link/mail';
import { correctionsWaiting } from './corrections-waiting/mail';
import { placeAnswered } from './place-answered/mail';
import { placeReopened } from './place-reopened/mail';

/** Mails about corrections. */
export const correctionMails = {
  link: correctionLink,
  placeAnswered,
  placeReopened,
  waiting: correctionsWaiting,
};
