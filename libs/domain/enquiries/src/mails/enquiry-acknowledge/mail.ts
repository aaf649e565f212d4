import { type MailTexts, defineMail, joinMailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { enquiryTexts } from '../enquiry-texts';

/**
 * What the citizen who wrote gets back: the reference, and what happens next. Not what they wrote: anybody can type
 * anybody's address into the form.
 */
export interface EnquiryAcknowledgeModel {
  readonly reference: string;
  /** Absolute http(s) URL of the contact form. */
  readonly contactUrl: string;
}

const texts: MailTexts = {
  fr: {
    'enquiry-acknowledge.subject': 'Votre message est bien arrivé (référence {reference})',
    'enquiry-acknowledge.heading': 'Votre message est bien arrivé',
    'enquiry-acknowledge.hello': 'Bonjour,',
    'enquiry-acknowledge.next':
      'Vos interlocuteurs l’ont reçu. Un agent le lit, puis vous répond à cette adresse. Gardez la référence\u00a0: elle permet de retrouver votre message.',
    'enquiry-acknowledge.no-copy':
      'Votre texte n’est pas repris ici\u00a0: n’importe qui peut saisir une adresse dans un formulaire, et ce message ne doit rien apporter à qui n’a rien écrit.',
    'enquiry-acknowledge.action': 'Écrire un autre message',
    'enquiry-acknowledge.action-line': 'Écrire un autre message\u00a0: {contactUrl}',
    'enquiry-acknowledge.why':
      'Vous recevez ce message parce que cette adresse a été saisie dans le formulaire de contact de «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire.',
  },
  en: {
    'enquiry-acknowledge.subject': 'We have your message (reference {reference})',
    'enquiry-acknowledge.heading': 'We have your message',
    'enquiry-acknowledge.hello': 'Hello,',
    'enquiry-acknowledge.next':
      'It has reached the people in charge. Someone will read it and answer you at this address. Keep the reference: it is how your message is found again.',
    'enquiry-acknowledge.no-copy':
      'What you wrote is not repeated here: anybody can type an address into a form, and this message must bring nothing to somebody who wrote nothing.',
    'enquiry-acknowledge.action': 'Write another message',
    'enquiry-acknowledge.action-line': 'Write another message: {contactUrl}',
    'enquiry-acknowledge.why':
      'You receive this message because this address was entered in the contact form of “{portal}”. If that was not you, there is nothing to do.',
  },
};

export const enquiryAcknowledge = defineMail<EnquiryAcknowledgeModel>({
  name: 'enquiry-acknowledge',
  folder: 'libs/domain/enquiries/src/mails',
  texts: joinMailTexts(enquiryTexts, texts),
  values: (model) => ({
    reference: oneLine(model.reference, 40),
    contactUrl: webUrl(model.contactUrl),
  }),
  safeForAnyone: ['reference', 'contactUrl'],
  safeInSubject: ['reference'],
  fixtures: [{ reference: 'K7Q2-9MXA', contactUrl: 'https://commerces.example/contact' }],
});
