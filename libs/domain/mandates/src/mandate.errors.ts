import { defineError } from '@halles/kernel';

export const MandateNotFound = defineError('mandate-not-found', {
  kind: 'not-found',
  title: { fr: 'Mandat introuvable', en: 'Mandate not found' },
  detail: () => ({
    fr: 'Ce mandat n’existe pas, ou son lien n’est pas complet.',
    en: 'There is no such mandate, or its link is not whole.',
  }),
});

export const MandateEnded = defineError('mandate-ended', {
  kind: 'gone',
  title: { fr: 'Mandat terminé', en: 'Mandate over' },
  detail: () => ({
    fr: 'Ce mandat a été retiré, remplacé ou a expiré.',
    en: 'This mandate was taken back, replaced or has expired.',
  }),
});

export const MandateMissing = defineError('mandate-missing', {
  kind: 'forbidden',
  title: { fr: 'Aucun mandat pour cette page', en: 'No mandate for this page' },
  detail: () => ({
    fr: 'Le commerçant n’a pas donné son accord, ou cet accord est terminé. Faites signer un mandat d’abord.',
    en: 'The merchant has not given leave, or it is over. Have a mandate signed first.',
  }),
});

export const MandateTooNarrow = defineError<{ fields: readonly string[] }>('mandate-too-narrow', {
  kind: 'forbidden',
  title: { fr: 'Hors du mandat', en: 'Beyond the mandate' },
  detail: ({ fields }) => ({
    fr: `Le mandat ne couvre pas tout ce que vous changez (${fields.join(', ')}).`,
    en: `The mandate does not cover all that you change (${fields.join(', ')}).`,
  }),
});
