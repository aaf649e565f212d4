import {
  type MailTexts,
  type MailValues,
  defineMail,
  formatInstant,
  joinMailTexts,
  mailtoUrl,
  oneLine,
  paragraphsOf,
  quoteText,
  webUrl,
} from '@halles/platform/mail';
import { enquiryTexts } from '../enquiry-texts';

/** A citizen's message on its way to the town hall. */
export interface EnquiryForwardModel {
  /** Short reference that both sides can quote. */
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  /** As it was typed: any text, any line ends. */
  readonly message: string;
  readonly receivedAt: Date;
  /** Absolute http(s) URL of the portal's home. */
  readonly portalUrl: string;
}

const texts: MailTexts = {
  fr: {
    'enquiry-forward.subject': '{subject} – message de {person}',
    'enquiry-forward.heading': '{person} vous\u00a0écrit',
    'enquiry-forward.action': 'Répondre à {person}',
    'enquiry-forward.from': 'De',
    'enquiry-forward.sender': '{person}, {email}',
    'enquiry-forward.received': 'Reçu',
    'enquiry-forward.reply-line': 'Pour répondre, répondez à ce message\u00a0: votre réponse ira à {email}.',
    'enquiry-forward.from-line': 'De\u00a0: {person}, {email}',
    'enquiry-forward.received-line': 'Reçu\u00a0: {receivedAt}',
    'enquiry-forward.portal-line': 'Portail\u00a0: {portalUrl}',
    'enquiry-forward.why':
      'Ce message a été écrit dans le formulaire de contact du portail. Vous le recevez parce que votre adresse est celle du contact de «\u00a0{portal}\u00a0».',
  },
  en: {
    'enquiry-forward.subject': '{subject} – message from {person}',
    'enquiry-forward.heading': '{person} has written to\u00a0you',
    'enquiry-forward.action': 'Reply to {person}',
    'enquiry-forward.from': 'From',
    'enquiry-forward.sender': '{person}, {email}',
    'enquiry-forward.received': 'Received',
    'enquiry-forward.reply-line': 'Reply to this message to answer: your reply goes to {email}.',
    'enquiry-forward.from-line': 'From: {person}, {email}',
    'enquiry-forward.received-line': 'Received: {receivedAt}',
    'enquiry-forward.portal-line': 'Portal: {portalUrl}',
    'enquiry-forward.why':
      'This message was written in the portal’s contact form. You receive it because yours is the contact address of “{portal}”.',
  },
};

export const enquiryForward = defineMail<EnquiryForwardModel>({
  name: 'enquiry-forward',
  folder: 'libs/domain/enquiries/src/mails',
  texts: joinMailTexts(enquiryTexts, texts),
  values(model, reader): MailValues {
    const subject = oneLine(model.subject, 150);
    return {
      reference: oneLine(model.reference, 40),
      person: oneLine(model.name, 80),
      email: oneLine(model.email, 254),
      subject,
      receivedAt: formatInstant(model.receivedAt, reader),
      portalUrl: webUrl(model.portalUrl),
      replyUrl: mailtoUrl(model.email, `Re: ${subject}`),
      paragraphs: paragraphsOf(model.message),
      quoted: quoteText(model.message),
      preview: oneLine(model.message, 120),
    };
  },
  mayLink: ['email'],
  fixtures: [
    {
      reference: 'K7Q2-9MXA',
      name: 'Marie-Élisabeth d’Hautefort & fils',
      email: 'marie.elisabeth@example.fr',
      subject: 'Mes horaires <du lundi> sont faux',
      message:
        'Bonjour,\n\nJe tiens une épicerie depuis 2011 et mes horaires ont changé : comment les corriger ?\n' +
        'Ma page : https://commerces.example/une-adresse-qui-ne-se-coupe-pas-et-qui-est-plus-longue-qu-une-ligne\n\nMerci',
      receivedAt: new Date('2026-11-25T13:30:00Z'),
      portalUrl: 'https://commerces.example/',
    },
  ],
});
