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

/** What a shop wrote and its customer has not read. */
export interface ConversationAnswerModel {
  readonly listing: string;
  /** All of it, a blank line between two messages. */
  readonly text: string;
  /** The newest of it. */
  readonly writtenAt: Date;
  /** An answer to the mail arrives in the conversation. */
  readonly byMail: boolean;
  /** The conversation, for its customer. */
  readonly conversationUrl: string;
}

const texts: MailTexts = {
  fr: {
    'conversation-answer.subject': 'Un commerce vous a répondu',
    'conversation-answer.heading': '{listing} vous a\u00a0répondu',
    'conversation-answer.why':
      'Vous recevez ce message parce que cette adresse a été laissée pour écrire à un commerce sur «\u00a0{portal}\u00a0». Le lien ouvre votre conversation\u00a0: ne le transmettez pas. Si ce n’était pas vous, vous n’avez rien à faire.',
  },
  en: {
    'conversation-answer.subject': 'A business has answered you',
    'conversation-answer.heading': '{listing} has answered\u00a0you',
    'conversation-answer.why':
      'You receive this message because this address was left to write to a business on “{portal}”. The link opens your conversation: do not pass it on. If that was not you, there is nothing to do.',
  },
};

export const conversationAnswer = defineMail<ConversationAnswerModel>({
  name: 'conversation-answer',
  folder: 'libs/domain/conversations/src/mails',
  texts: joinMailTexts(conversationMailTexts, texts),
  // The words of the shop: who writes for another's address says nothing in it.
  safeForAnyone: ['listing', 'text', 'writtenAt', 'byMail', 'conversationUrl'],
  values: (model, reader) => ({
    listing: oneLine(model.listing, 200),
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
      text: 'Bonjour,\n\nOui, du <b>miel</b> de châtaignier à 12 € le pot.\n\nNous sommes là jusqu’à 19 h 30.',
      writtenAt: new Date('2026-11-25T13:30:00Z'),
      byMail: true,
      conversationUrl: 'https://commerces.example/conversation/0193a7e2.sig',
    },
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      text: 'Bonjour,\n\nOui, du <b>miel</b> de châtaignier à 12 € le pot.\n\nNous sommes là jusqu’à 19 h 30.',
      writtenAt: new Date('2026-11-25T13:30:00Z'),
      byMail: false,
      conversationUrl: 'https://commerces.example/conversation/0193a7e2.sig',
    },
  ],
});
