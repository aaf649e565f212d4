import { defineError } from '@halles/kernel';

export const NoSuchReasonTemplate = defineError('no-such-reason-template', {
  kind: 'not-found',
  title: { fr: 'Modèle inconnu', en: 'Unknown template' },
  detail: () => ({
    fr: 'Ce modèle de motif n’existe pas, ou il a été retiré.',
    en: 'This reason template does not exist, or it was taken away.',
  }),
});

export const ReasonTemplatesTooMany = defineError<{ most: number }>('reason-templates-too-many', {
  kind: 'conflict',
  title: { fr: 'Trop de modèles', en: 'Too many templates' },
  detail: ({ most }) => ({
    fr: `Un territoire garde ${most} modèles de motif au plus : retirez-en un d’abord.`,
    en: `A territory keeps ${most} reason templates at most: take one away first.`,
  }),
});

export const CaseNotFound = defineError('case-not-found', {
  kind: 'not-found',
  title: { fr: 'Dossier introuvable', en: 'Case not found' },
  detail: () => ({
    fr: 'Ce dossier n’existe pas, ou il a été effacé.',
    en: 'This case does not exist, or it was erased.',
  }),
});

export const CaseTaken = defineError<{ name: string | null }>('case-taken', {
  kind: 'conflict',
  title: { fr: 'Dossier changé de mains', en: 'Case in other hands' },
  detail: ({ name }) => ({
    fr: `${name === null ? 'Personne ne suit plus ce dossier' : `${name} suit ce dossier`} depuis un instant. Rechargez la page pour voir où il en est.`,
    en: `${name === null ? 'Nobody follows this case any more' : `${name} follows this case`} since a moment ago. Reload the page to see where it stands.`,
  }),
});
