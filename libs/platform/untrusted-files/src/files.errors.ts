import { defineError } from '@halles/kernel';

export const FilesBusy = defineError('files-busy', {
  kind: 'unavailable',
  title: { fr: 'Trop de fichiers à la fois', en: 'Too many files at once' },
  detail: () => ({
    fr: 'Beaucoup de fichiers sont en préparation. Réessayez dans un instant.',
    en: 'Many files are being prepared. Try again in a moment.',
  }),
  retryAfter: 10,
});
