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
