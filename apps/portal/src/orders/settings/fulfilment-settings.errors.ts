import { defineError } from '@halles/kernel';

/** A town that is neither of the territory nor around it. */
export const CommuneUnknown = defineError<{ name: string }>('commune-unknown', {
  kind: 'invalid',
  title: { fr: 'Commune inconnue', en: 'Unknown town' },
  detail: ({ name }) => ({
    fr: `«\u00a0${name}\u00a0» n’est une commune ni de ce portail ni de ses environs, à 30\u00a0km. Rien n’a été enregistré\u00a0: écrivez son nom en entier, ou choisissez une distance.`,
    en: `“${name}” is no town of this portal or within 30\u00a0km of it. Nothing was saved: write its whole name, or choose a distance.`,
  }),
});

/** A zone that is drawn somewhere else: more often than not its numbers are changed over. */
export const ZoneTooFar = defineError('zone-too-far', {
  kind: 'invalid',
  title: { fr: 'Zone trop loin', en: 'Area too far away' },
  detail: () => ({
    fr: 'Cette zone est trop loin de votre commerce\u00a0: à 30\u00a0km au plus, et sans coin à plus de 100\u00a0km. Vérifiez l’ordre des nombres\u00a0: latitude puis longitude dans les lignes, l’inverse dans un GeoJSON.',
    en: 'This area is too far from your shop: 30\u00a0km at most, and no corner beyond 100\u00a0km. Check the order of the numbers: latitude then longitude in lines, the other way round in GeoJSON.',
  }),
});

/** What sending costs from some value of goods on says nothing before it costs something from nothing on. */
export const NoSendingFee = defineError('no-sending-fee', {
  kind: 'conflict',
  title: { fr: 'Pas encore de frais d’envoi', en: 'No sending fee yet' },
  detail: () => ({
    fr: 'Rien n’a été ajouté\u00a0: enregistrez d’abord l’envoi et ses frais.',
    en: 'Nothing was added: save sending and its fee first.',
  }),
});

/** No shop has more zones, collection points or bands. */
export const TooManyZones = defineError('too-many-zones', {
  kind: 'conflict',
  title: { fr: 'Trop de zones, de points ou de tranches', en: 'Too many zones, points or bands' },
  detail: () => ({
    fr: 'Rien n’a été ajouté\u00a0: vingt zones de livraison, dix points de retrait et dix tranches de frais d’envoi au plus. Retirez-en d’abord.',
    en: 'Nothing was added: twenty delivery zones, ten collection points and ten bands of sending fees at most. Remove some first.',
  }),
});
