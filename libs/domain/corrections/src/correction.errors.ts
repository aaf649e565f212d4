import { defineError } from '@halles/kernel';

export const CorrectionLinkUnknown = defineError('correction-link-unknown', {
  kind: 'not-found',
  title: { fr: 'Lien inconnu', en: 'Unknown link' },
  detail: () => ({
    fr: 'Ce lien n’est pas complet, ou il n’a jamais existé. Ouvrez-le depuis le message reçu.',
    en: 'This link is not complete, or it never existed. Open it from the message that you received.',
  }),
});

export const CorrectionLinkOver = defineError('correction-link-over', {
  kind: 'gone',
  title: { fr: 'Lien expiré', en: 'Link expired' },
  detail: () => ({
    fr: 'Ce lien servait pendant sept jours. Demandez-en un autre sur la page du commerce.',
    en: 'This link was good for seven days. Ask for another on the page of the business.',
  }),
});

export const CorrectionsTooMany = defineError('corrections-too-many', {
  kind: 'conflict',
  title: { fr: 'Trop de corrections', en: 'Too many corrections' },
  detail: () => ({
    fr: 'Ce lien a déjà servi dix fois. Pour corriger plus, ouvrez un compte et demandez la page.',
    en: 'This link has served ten times. To correct more, open an account and claim the page.',
  }),
});

export const NoAddressKnown = defineError('no-address-known', {
  kind: 'conflict',
  title: { fr: 'Pas d’adresse connue', en: 'No address known' },
  detail: () => ({
    fr: 'Nous ne connaissons pas d’adresse électronique de ce commerce : aucun lien ne peut lui être envoyé.',
    en: 'We know no email address of this business: no link can be sent to it.',
  }),
});

export const CorrectionNotFound = defineError('correction-not-found', {
  kind: 'not-found',
  title: { fr: 'Correction introuvable', en: 'Correction not found' },
  detail: () => ({
    fr: 'Cette correction n’existe pas, ou elle a déjà reçu une réponse.',
    en: 'This correction does not exist, or it was already decided.',
  }),
});

export const PlaceAskedAgain = defineError('place-asked-again', {
  kind: 'conflict',
  title: { fr: 'Autre emplacement demandé', en: 'Another place was asked for' },
  detail: () => ({
    fr: 'Un autre emplacement a été demandé depuis pour ce commerce\u00a0: répondez d’abord à cette demande-là.',
    en: 'Another place was asked for this business since: answer that request first.',
  }),
});

/** Who keeps a page takes a change of its place back while the town looks at another. */
export const PlaceWaits = defineError('place-waits', {
  kind: 'conflict',
  title: { fr: 'La collectivité regarde une adresse', en: 'The local authority is looking at an address' },
  detail: () => ({
    fr: 'Une autre adresse attend la réponse de la collectivité\u00a0: d’ici là, l’adresse de la page ne change pas. Pour en décider autrement, retirez d’abord cette demande.',
    en: 'Another address waits for the answer of the local authority: until then, the address of the page does not change. To decide otherwise, first withdraw that request.',
  }),
});

/** What who keeps a page takes back would put it far from where the town has it. */
export const PlaceForTown = defineError('place-for-town', {
  kind: 'conflict',
  title: { fr: 'Adresse à demander', en: 'Address to ask for' },
  detail: () => ({
    fr: 'Cette adresse est loin de celle que connaît la collectivité\u00a0: demandez-la depuis la page de l’adresse, et la collectivité vous répondra. Rien n’a changé.',
    en: 'This address is far from the one that the local authority knows: ask for it on the page of the address, and the local authority will answer you. Nothing has changed.',
  }),
});

/** Who keeps a page withdraws a place that no longer waits for the town. */
export const PlaceDecided = defineError('place-decided', {
  kind: 'conflict',
  title: { fr: 'Demande déjà traitée', en: 'Request decided already' },
  detail: () => ({
    fr: 'La collectivité a déjà répondu à cette demande\u00a0: elle ne peut plus être retirée.',
    en: 'The local authority has already answered this request: it can no longer be withdrawn.',
  }),
});

/** The town refuses a place at which the page stands. */
export const PlaceStands = defineError('place-stands', {
  kind: 'conflict',
  title: { fr: 'C’est déjà l’adresse de la page', en: 'Already the address of the page' },
  detail: () => ({
    fr: 'La page montre déjà cette adresse\u00a0: acceptez la demande, ou corrigez d’abord l’adresse de la page.',
    en: 'The page shows this address already: accept the request, or correct the address of the page first.',
  }),
});
