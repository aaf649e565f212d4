import { listingMailTexts } from '@halles/domain/listings';
import { type MailTexts, defineMail, joinMailTexts } from '@halles/platform/mail';
import { type MandateMailModel, mandateFixture, mandateValues } from '../mandate-mail-model';

const texts: MailTexts = {
  fr: {
    'mandate-request.subject': 'Votre accord pour tenir votre page sur «\u00a0{portal}\u00a0»',
    'mandate-request.heading': 'Votre accord pour tenir votre page',
    'mandate-request.hello': 'Bonjour {person},',
    'mandate-request.what':
      'La collectivité propose de tenir à jour pour vous la page de {listing} sur «\u00a0{portal}\u00a0». Il lui faut votre accord\u00a0: vous le lisez et le signez en ligne.',
    'mandate-request.until':
      'Vous pouvez signer jusqu’au {expiresAt}. Si vous ne signez pas, rien ne change.',
    'mandate-request.action': 'Lire et signer',
    'mandate-request.action-line': 'Lire et signer\u00a0: {mandateUrl}',
    'mandate-request.why':
      'Vous recevez ce message parce qu’un agent de «\u00a0{portal}\u00a0» a saisi votre adresse pour ce commerce. Si ce n’est pas le vôtre, vous n’avez rien à faire.',
  },
  en: {
    'mandate-request.subject': 'Your agreement to let us keep your page on “{portal}” up to date',
    'mandate-request.heading': 'Your agreement to let us keep your page up to date',
    'mandate-request.hello': 'Hello {person},',
    'mandate-request.what':
      'The local authority offers to keep the page of {listing} on “{portal}” up to date for you. It needs your agreement: you read and sign it online.',
    'mandate-request.until': 'You can sign until {expiresAt}. If you do not, nothing changes.',
    'mandate-request.action': 'Read and sign',
    'mandate-request.action-line': 'Read and sign: {mandateUrl}',
    'mandate-request.why':
      'You receive this because an agent of “{portal}” typed your address for this business. If it is not yours there is nothing to do.',
  },
};

/** Whether a merchant lets the town hall keep the page, to be signed behind the link. */
export const mandateRequest = defineMail<MandateMailModel>({
  name: 'mandate-request',
  folder: 'libs/domain/mandates/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  values: mandateValues,
  safeForAnyone: ['name', 'listing', 'place', 'mandateUrl'],
  fixtures: [mandateFixture],
});
