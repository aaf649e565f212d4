import { defineError } from '@halles/kernel';

export const EnquiryKeyReused = defineError('enquiry-key-reused', {
  kind: 'conflict',
  title: { fr: 'Formulaire déjà envoyé', en: 'Form already sent' },
  detail: () => ({
    fr: 'Ce formulaire a déjà été envoyé avec un autre contenu. Rechargez la page pour écrire un nouveau message.',
    en: 'This form was already sent with other contents. Reload the page to write a new message.',
  }),
});

export const EnquiryNotFound = defineError('enquiry-not-found', {
  kind: 'not-found',
  title: { fr: 'Message introuvable', en: 'Message not found' },
  detail: () => ({
    fr: 'Aucun message ne porte cette référence.',
    en: 'No message has this reference.',
  }),
});
