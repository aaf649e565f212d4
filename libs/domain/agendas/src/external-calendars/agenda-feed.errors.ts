import { defineError } from '@halles/kernel';

export const AgendaFeedNotFound = defineError('agenda-feed-not-found', {
  kind: 'not-found',
  title: { fr: 'Adresse d’agenda retirée', en: 'Calendar address withdrawn' },
  detail: () => ({
    fr: 'Cette adresse n’est pas complète, ou le commerce l’a retirée. Retirez ce calendrier de votre téléphone, et demandez une nouvelle adresse au commerce.',
    en: 'This address is not whole, or the shop has withdrawn it. Take this calendar off your phone, and ask the shop for a new address.',
  }),
});
