import { defineError } from '@halles/kernel';

export const ListingNotFound = defineError('listing-not-found', {
  kind: 'not-found',
  title: { fr: 'Commerce introuvable', en: 'Business not found' },
  detail: () => ({
    fr: 'Ce commerce n’est pas dans l’annuaire.',
    en: 'This business is not in the directory.',
  }),
});
