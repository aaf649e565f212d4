import { defineError } from '@halles/kernel';

export const ListingNotFound = defineError('listing-not-found', {
  kind: 'not-found',
  title: { fr: 'Commerce introuvable', en: 'Business not found' },
  detail: () => ({
    fr: 'Ce commerce n’est pas dans l’annuaire.',
    en: 'This business is not in the directory.',
  }),
});

export const ListingReportKeyReused = defineError('listing-report-key-reused', {
  kind: 'conflict',
  title: { fr: 'Signalement déjà envoyé', en: 'Report already sent' },
  detail: () => ({
    fr: 'Ce formulaire a déjà été envoyé avec un autre contenu. Rechargez la page pour faire un nouveau signalement.',
    en: 'This form was already sent with other contents. Reload the page to make a new report.',
  }),
});

export const ListingReportNotFound = defineError('listing-report-not-found', {
  kind: 'not-found',
  title: { fr: 'Signalement introuvable', en: 'Report not found' },
  detail: () => ({
    fr: 'Ce signalement n’existe pas, ou il a été effacé.',
    en: 'This report does not exist, or it was erased.',
  }),
});
