import {
  type MailTexts,
  defineMail,
  joinMailTexts,
  oneLine,
  paragraphsOf,
  quoteText,
  webUrl,
} from '@halles/platform/mail';
import { enquiryTexts } from '../enquiry-texts';

/** What the citizen who wrote gets back: a copy, the reference, and what happens next. */
export interface EnquiryAcknowledgeModel {
  readonly reference: string;
  readonly name: string;
  readonly subject: string;
  readonly message: string;
  /** Absolute http(s) URL of the contact form. */
  readonly contactUrl: string;
}

const texts: MailTexts = {
  fr: {
    'enquiry-acknowledge.subject': 'Votre message est bien arrivé (référence {reference})',
    'enquiry-acknowledge.heading': 'Votre message est bien arrivé',
    'enquiry-acknowledge.hello': 'Bonjour {name},',
    'enquiry-acknowledge.next':
      'Vos interlocuteurs l’ont reçu. Un agent le lit, puis vous répond à cette adresse. Gardez la référence\u00a0: elle permet de retrouver votre message.',
    'enquiry-acknowledge.copy': 'Voici la copie de ce que vous avez écrit.',
    'enquiry-acknowledge.action': 'Écrire un autre message',
    'enquiry-acknowledge.action-line': 'Écrire un autre message\u00a0: {contactUrl}',
    'enquiry-acknowledge.why':
      'Vous recevez ce message parce que cette adresse a été saisie dans le formulaire de contact de «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire.',
  },
  en: {
    'enquiry-acknowledge.subject': 'We have your message (reference {reference})',
    'enquiry-acknowledge.heading': 'We have your message',
    'enquiry-acknowledge.hello': 'Hello {name},',
    'enquiry-acknowledge.next':
      'It has reached the people in charge. Someone will read it and answer you at this address. Keep the reference: it is how your message is found again.',
    'enquiry-acknowledge.copy': 'Here is a copy of what you wrote.',
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
    name: oneLine(model.name, 80),
    subject: oneLine(model.subject, 150),
    contactUrl: webUrl(model.contactUrl),
    paragraphs: paragraphsOf(model.message),
    quoted: quoteText(model.message),
  }),
  fixtures: [
    {
      reference: 'K7Q2-9MXA',
      name: 'Marie-Élisabeth d’Hautefort & fils',
      subject: 'Mes horaires <du lundi> sont faux',
      message: 'Bonjour,\n\nJe tiens une épicerie depuis 2011 et mes horaires ont changé.\n\nMerci',
      contactUrl: 'https://commerces.example/contact',
    },
  ],
});
