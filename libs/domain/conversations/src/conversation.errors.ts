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

export const MessagesRefused = defineError('messages-refused', {
  kind: 'conflict',
  title: { fr: 'Messages refusés', en: 'Messages refused' },
  detail: () => ({
    fr: 'Ce commerce ne reçoit plus de messages de cette adresse. Appelez-le ou passez le voir.',
    en: 'This business takes no more messages from this address. Call it, or drop by.',
  }),
});

export const NotInTheTeam = defineError('not-in-the-team', {
  kind: 'conflict',
  title: { fr: 'Personne de l’équipe', en: 'Nobody of the team' },
  detail: () => ({
    fr: 'Cette personne ne répond plus aux messages de votre commerce. Choisissez quelqu’un d’autre.',
    en: 'This person answers the messages of your business no more. Choose somebody else.',
  }),
});

export const TooManyNotes = defineError('too-many-notes', {
  kind: 'conflict',
  title: { fr: 'Trop de notes', en: 'Too many notes' },
  detail: () => ({
    fr: 'Cette conversation a déjà 100 notes\u00a0: retirez-en une avant d’en ajouter.',
    en: 'This conversation already has 100 notes: remove one before you add another.',
  }),
});

export const TooManyCannedAnswers = defineError('too-many-canned-answers', {
  kind: 'conflict',
  title: { fr: 'Trop de réponses prêtes', en: 'Too many canned answers' },
  detail: () => ({
    fr: 'Votre commerce a déjà 50 réponses prêtes\u00a0: retirez-en une avant d’en ajouter.',
    en: 'Your business already has 50 canned answers: remove one before you add another.',
  }),
});

export const MailWithoutWords = defineError('mail-without-words', {
  kind: 'invalid',
  title: { fr: 'Courriel sans texte', en: 'Mail without words' },
  detail: () => ({
    fr: 'Votre réponse n’a pas de texte. Écrivez quelques mots, ou répondez par le lien du message.',
    en: 'Your answer has no words. Write some, or answer by the link of the message.',
  }),
});

export const TooManyMails = defineError('too-many-mails', {
  kind: 'conflict',
  title: { fr: 'Trop de courriels', en: 'Too many mails' },
  detail: () => ({
    fr: 'Trop de réponses sont venues par courriel en une heure. Répondez par le lien du message.',
    en: 'Too many answers came by mail within an hour. Answer by the link of the message.',
  }),
});

export const MailFromElsewhere = defineError('mail-from-elsewhere', {
  kind: 'forbidden',
  title: { fr: 'Adresse inconnue', en: 'Unknown address' },
  detail: () => ({
    fr: 'Répondez depuis l’adresse de votre compte, ou par le lien du message\u00a0: personne de l’équipe n’a l’adresse d’où vient votre courriel.',
    en: 'Answer from the address of your account, or by the link of the message: nobody of the team has the address that your mail came from.',
  }),
});
