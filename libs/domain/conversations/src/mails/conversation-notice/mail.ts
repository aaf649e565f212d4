import {
  defineMail,
  formatInstant,
  joinMailTexts,
  type MailTexts,
  oneLine,
  paragraphsOf,
  quoteText,
  webUrl,
} from '@halles/platform/mail';
import { conversationMailTexts } from '../conversation-texts';

/** What a customer wrote and nobody of the shop has read, for one of those who answer. */
export interface ConversationNoticeModel {
  readonly listing: string;
  readonly customer: string;
  /** All of it, a blank line between two messages. */
  readonly text: string;
  /** The newest of it. */
  readonly writtenAt: Date;
  /** An answer to the mail arrives in the conversation. */
  readonly byMail: boolean;
  /** Where the shop answers. */
  readonly conversationUrl: string;
}

const texts: MailTexts = {
  fr: {
    'conversation-notice.subject': 'Message de {person}',
    'conversation-notice.heading': '{person} vous\u00a0écrit',
    'conversation-notice.shop': 'Commerce',
    'conversation-notice.shop-line': 'Commerce\u00a0: {listing}',
    'conversation-notice.why':
      'Vous recevez ce message parce que vous répondez aux clients d’un commerce sur «\u00a0{portal}\u00a0». Le lien ouvre la conversation.',
  },
  en: {
    'conversation-notice.subject': 'Message from {person}',
    'conversation-notice.heading': '{person} has written to\u00a0you',
    'conversation-notice.shop': 'Business',
    'conversation-notice.shop-line': 'Business: {listing}',
    'conversation-notice.why':
      'You receive this message because you answer the customers of a business on “{portal}”. The link opens the conversation.',
  },
};

export const conversationNotice = defineMail<ConversationNoticeModel>({
  name: 'conversation-notice',
  folder: 'libs/domain/conversations/src/mails',
  texts: joinMailTexts(conversationMailTexts, texts),
  values: (model, reader) => ({
    listing: oneLine(model.listing, 200),
    person: oneLine(model.customer, 100),
    writtenAt: formatInstant(model.writtenAt, reader),
    paragraphs: paragraphsOf(model.text),
    quoted: quoteText(model.text),
    preview: oneLine(model.text, 120),
    byMail: model.byMail,
    conversationUrl: webUrl(model.conversationUrl),
  }),
  fixtures: [
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      customer: 'Odile <b>Fournier</b>',
      text: 'Bonjour,\n\nAvez-vous <b>du miel</b> de châtaignier ?\n\nEt jusqu’à quelle heure êtes-vous là samedi ?',
      writtenAt: new Date('2026-11-25T13:30:00Z'),
      byMail: true,
      conversationUrl: 'https://commerces.example/pro/commerces/12/messages/0193a7e2',
    },
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      customer: 'Odile <b>Fournier</b>',
      text: 'Bonjour,\n\nAvez-vous <b>du miel</b> de châtaignier ?\n\nEt jusqu’à quelle heure êtes-vous là samedi ?',
      writtenAt: new Date('2026-11-25T13:30:00Z'),
      byMail: false,
      conversationUrl: 'https://commerces.example/pro/commerces/12/messages/0193a7e2',
    },
  ],
});
