import type { MailTexts } from '@halles/platform/mail';

/** Words of every mail about messages. */
export const conversationMailTexts: MailTexts = {
  fr: {
    'conversation.written': 'Écrit',
    'conversation.written-line': 'Écrit\u00a0: {writtenAt}',
    'conversation.action': 'Lire et répondre',
    'conversation.action-line': 'Lire et répondre\u00a0: {conversationUrl}',
  },
  en: {
    'conversation.written': 'Written',
    'conversation.written-line': 'Written: {writtenAt}',
    'conversation.action': 'Read and answer',
    'conversation.action-line': 'Read and answer: {conversationUrl}',
  },
};
