import { defineError } from '@halles/kernel';

export const OpenDataNotReady = defineError('open-data-not-ready', {
  kind: 'unavailable',
  title: { fr: 'Fichier en préparation', en: 'File being prepared' },
  detail: () => ({
    fr: 'Les fichiers de données ouvertes de ce territoire sont en cours de préparation. Réessayez dans une minute.',
    en: 'The open data files of this territory are being prepared. Try again in a minute.',
  }),
  retryAfter: 60,
});
