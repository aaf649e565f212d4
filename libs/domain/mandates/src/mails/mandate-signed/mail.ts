import { listingMailTexts } from '@halles/domain/listings';
import { type MailTexts, defineMail, joinMailTexts } from '@halles/platform/mail';
import { type MandateMailModel, mandateFixture, mandateValues } from '../mandate-mail-model';

const texts: MailTexts = {
  fr: {
    'mandate-signed.subject': 'Accord enregistré\u00a0: {listing}',
    'mandate-signed.heading': 'Votre accord est enregistré',
    'mandate-signed.hello': 'Bonjour {person},',
    'mandate-signed.what':
      'La collectivité peut désormais tenir à jour pour vous la page de {listing} sur «\u00a0{portal}\u00a0». La page dit que c’est elle qui l’a fait.',
    'mandate-signed.until':
      'L’accord s’arrête de lui-même le {expiresAt}. Vous pouvez le retirer avant, quand vous voulez, sans dire pourquoi.',
    'mandate-signed.action': 'Relire ou retirer l’accord',
    'mandate-signed.action-line': 'Relire ou retirer l’accord\u00a0: {mandateUrl}',
    'mandate-signed.why':
      'Vous recevez ce message parce que vous avez donné cet accord à l’équipe de «\u00a0{portal}\u00a0». Gardez-le\u00a0: il mène à la page où vous pouvez le retirer.',
  },
  en: {
    'mandate-signed.subject': 'Your agreement is recorded: {listing}',
    'mandate-signed.heading': 'Your agreement is recorded',
    'mandate-signed.hello': 'Hello {person},',
    'mandate-signed.what':
      'The local authority may now keep the page of {listing} on “{portal}” up to date for you. The page says when it did.',
    'mandate-signed.until':
      'It ends by itself on {expiresAt}. You can take it back before, whenever you like, without a reason.',
    'mandate-signed.action': 'Read or take back',
    'mandate-signed.action-line': 'Read or take back: {mandateUrl}',
    'mandate-signed.why':
      'You receive this because you gave this agreement to the team of “{portal}”. Keep it: it leads to the page where you can take it back.',
  },
};

/** What was signed, until when it holds, and where it ends at once. */
export const mandateSigned = defineMail<MandateMailModel>({
  name: 'mandate-signed',
  folder: 'libs/domain/mandates/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  values: mandateValues,
  fixtures: [mandateFixture],
});
