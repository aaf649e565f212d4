import { defineError } from '@halles/kernel';

/** A town that is none of the territory: nothing is known of its addresses. */
export const CommuneUnknown = defineError<{ name: string }>('commune-unknown', {
  kind: 'invalid',
  title: { fr: 'Commune inconnue', en: 'Unknown town' },
  detail: ({ name }) => ({
    fr: `«\u00a0${name}\u00a0» n’est pas une commune de ce portail. Rien n’a été enregistré\u00a0: écrivez son nom en entier, ou choisissez une distance.`,
    en: `“${name}” is no town of this portal. Nothing was saved: write its whole name, or choose a distance.`,
  }),
});

/** No shop has more zones or collection points. */
export const TooManyZones = defineError('too-many-zones', {
  kind: 'conflict',
  title: { fr: 'Trop de zones ou de points', en: 'Too many zones or points' },
  detail: () => ({
    fr: 'Rien n’a été ajouté\u00a0: vingt zones de livraison et dix points de retrait au plus. Retirez-en d’abord.',
    en: 'Nothing was added: twenty delivery zones and ten collection points at most. Remove some first.',
  }),
});
