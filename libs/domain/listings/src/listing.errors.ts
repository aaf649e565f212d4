import { defineError } from '@halles/kernel';

export const ListingNotFound = defineError('listing-not-found', {
  kind: 'not-found',
  title: { fr: 'Commerce introuvable', en: 'Business not found' },
  detail: () => ({
    fr: 'Ce commerce n’est pas dans l’annuaire.',
    en: 'This business is not in the directory.',
  }),
});

/** Of a service of the town hall, which its agents write: what is not right is said beside its field. */
export const TownServiceInvalid = defineError<{ field: 'communeCode' | 'phone' }>('town-service-invalid', {
  kind: 'invalid',
  title: { fr: 'Ce service ne peut pas être ajouté ainsi', en: 'This service cannot be added like this' },
  detail: ({ field }) =>
    field === 'phone'
      ? { fr: 'Ce numéro de téléphone n’existe pas.', en: 'There is no such telephone number.' }
      : { fr: 'Cette commune n’est pas du territoire.', en: 'This commune is not of the territory.' },
});
