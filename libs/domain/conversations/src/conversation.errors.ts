import { defineError } from '@halles/kernel';

export const ConversationNotFound = defineError('conversation-not-found', {
  kind: 'not-found',
  title: { fr: 'Conversation introuvable', en: 'Conversation not found' },
  detail: () => ({
    fr: 'Aucune conversation ne se trouve à cette adresse. Elle a peut-être été effacée.',
    en: 'There is no conversation at this address. It may have been erased.',
  }),
});

export const MessagePhotoNotFound = defineError('message-photo-not-found', {
  kind: 'not-found',
  title: { fr: 'Photo introuvable', en: 'Photo not found' },
  detail: () => ({
    fr: 'Aucune photo ne se trouve à cette adresse. La conversation a peut-être été effacée.',
    en: 'There is no photo at this address. The conversation may have been erased.',
  }),
});

export const MessagingClosed = defineError('messaging-closed', {
  kind: 'conflict',
  title: { fr: 'Ce commerce ne reçoit pas de messages', en: 'This business takes no messages' },
  detail: () => ({
    fr: 'Ce commerce ne reçoit pas de messages ici. Appelez-le ou passez le voir.',
    en: 'This business takes no messages here. Call it, or drop by.',
  }),
});

export const ConversationBlocked = defineError('conversation-blocked', {
  kind: 'conflict',
  title: { fr: 'Conversation fermée', en: 'Conversation closed' },
  detail: () => ({
    fr: 'Le commerce a fermé cette conversation\u00a0: rien ne peut y être ajouté.',
    en: 'The business has closed this conversation: nothing can be added to it.',
  }),
});

export const ConversationKeyReused = defineError('conversation-key-reused', {
  kind: 'conflict',
  title: { fr: 'Message déjà envoyé', en: 'Message already sent' },
  detail: () => ({
    fr: 'Ce formulaire a déjà été envoyé avec un autre contenu. Rechargez la page pour écrire un nouveau message.',
    en: 'This form was already sent with other contents. Reload the page to write a new message.',
  }),
});

export const TooManyMessages = defineError('too-many-messages', {
  kind: 'conflict',
  title: { fr: 'Trop de messages sans réponse', en: 'Too many messages without an answer' },
  detail: () => ({
    fr: 'Vous avez déjà écrit beaucoup de messages\u00a0: attendez que le commerce réponde.',
    en: 'You have already written many messages: wait until the business answers.',
  }),
});
