import { defineError } from '@halles/kernel';

export const BookingFileNotFound = defineError('booking-file-not-found', {
  kind: 'not-found',
  title: { fr: 'Fichier introuvable', en: 'File not found' },
  detail: () => ({
    fr: 'Ce rendez-vous n’a pas ce fichier, ou il a été effacé.',
    en: 'This appointment has no such file, or it was erased.',
  }),
});
