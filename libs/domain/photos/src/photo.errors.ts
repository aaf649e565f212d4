import { defineError } from '@halles/kernel';

export const PhotoNotFound = defineError('photo-not-found', {
  kind: 'not-found',
  title: { fr: 'Photo introuvable', en: 'Photo not found' },
  detail: () => ({
    fr: 'Cette photo n’existe pas, ou elle a été effacée pour de bon.',
    en: 'This photo does not exist, or it was erased for good.',
  }),
});

export const TooManyPhotos = defineError<{ most: number }>('too-many-photos', {
  kind: 'conflict',
  title: { fr: 'Assez de photos', en: 'Enough photos' },
  detail: ({ most }) => ({
    fr: `Une page montre ${most} photos au plus. Retirez-en une pour en ajouter.`,
    en: `A page shows at most ${most} photos. Remove one to add another.`,
  }),
});

export const LogoChangedMeanwhile = defineError('logo-changed-meanwhile', {
  kind: 'conflict',
  title: { fr: 'Logo déjà changé', en: 'Logo already changed' },
  detail: () => ({
    fr: 'Un autre logo a été mis au même moment. Rechargez la page pour le voir.',
    en: 'Another logo was put at the same moment. Reload the page to see it.',
  }),
});
