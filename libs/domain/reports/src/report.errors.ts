import { defineError } from '@halles/kernel';

export const ReportKeyReused = defineError('listing-report-key-reused', {
  kind: 'conflict',
  title: { fr: 'Signalement déjà envoyé', en: 'Report already sent' },
  detail: () => ({
    fr: 'Ce formulaire a déjà été envoyé avec un autre contenu. Rechargez la page pour faire un nouveau signalement.',
    en: 'This form was already sent with other contents. Reload the page to make a new report.',
  }),
});

export const ReportNotFound = defineError('listing-report-not-found', {
  kind: 'not-found',
  title: { fr: 'Signalement introuvable', en: 'Report not found' },
  detail: () => ({
    fr: 'Ce signalement n’existe pas, ou il a été effacé.',
    en: 'This report does not exist, or it was erased.',
  }),
});

export const ReportDecidedAlready = defineError('report-decided-already', {
  kind: 'conflict',
  title: { fr: 'Signalement déjà traité', en: 'Report decided already' },
  detail: () => ({
    fr: 'Une autre personne a déjà traité ce signalement.',
    en: 'Somebody else has decided on this report already.',
  }),
});
