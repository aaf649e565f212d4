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
