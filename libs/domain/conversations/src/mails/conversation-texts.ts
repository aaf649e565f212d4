import type { MailTexts } from '@halles/platform/mail';

/** Words of every mail about messages. */
export const conversationMailTexts: MailTexts = {
  fr: {
    'conversation.written': 'Écrit',
    'conversation.written-line': 'Écrit\u00a0: {writtenAt}',
    'conversation.by-mail':
      'Vous pouvez répondre à ce courriel\u00a0: votre réponse arrive dans la conversation.',
    'conversation.action': 'Lire et répondre',
    'conversation.action-line': 'Lire et répondre\u00a0: {conversationUrl}',
  },
  en: {
    'conversation.written': 'Written',
    'conversation.written-line': 'Written: {writtenAt}',
    'conversation.by-mail': 'You can answer this email: your answer arrives in the conversation.',
    'conversation.action': 'Read and answer',
    'conversation.action-line': 'Read and answer: {conversationUrl}',
  },
};
