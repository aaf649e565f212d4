import { defineError, type Locale } from '@halles/kernel';

export const TenantSuspended = defineError('tenant-suspended', {
  kind: 'unavailable',
  title: { fr: 'Portail en maintenance', en: 'Portal under maintenance' },
  detail: () => ({
    fr: 'Ce portail est momentanément fermé. Réessayez un peu plus tard.',
    en: 'This portal is closed for a moment. Try again a little later.',
  }),
  retryAfter: 600,
});

export const TenantArchived = defineError('tenant-archived', {
  kind: 'gone',
  title: { fr: 'Portail fermé', en: 'Portal closed' },
  detail: () => ({ fr: 'Ce portail a cessé son activité.', en: 'This portal has ended.' }),
});

export const CrossSiteRequest = defineError('cross-site-request', {
  kind: 'forbidden',
  title: { fr: 'Envoi refusé', en: 'Submission refused' },
  detail: () => ({
    fr: 'Cet envoi ne vient pas d’une page de ce site. Rouvrez la page et recommencez.',
    en: 'This submission does not come from a page of this site. Open the page again and retry.',
  }),
});

export const MalformedRequest = defineError('malformed-request', {
  kind: 'invalid',
  title: { fr: 'Requête mal formée', en: 'Malformed request' },
  detail: () => ({
    fr: 'L’adresse ou le contenu de la requête ne peut pas être lu.',
    en: 'The address or the content of the request cannot be read.',
  }),
});

export const InvalidInput = defineError('invalid-input', {
  kind: 'invalid',
  title: { fr: 'Saisie à corriger', en: 'Input to correct' },
  detail: () => ({
    fr: 'Certains champs ne peuvent pas être acceptés tels quels.',
    en: 'Some fields cannot be accepted as they are.',
  }),
});

export const PageNotFound = defineError('page-not-found', {
  kind: 'not-found',
  title: { fr: 'Page introuvable', en: 'Page not found' },
  detail: () => ({
    fr: 'Cette page n’existe pas ou n’existe plus.',
    en: 'This page does not exist, or no longer does.',
  }),
});

export const Unauthenticated = defineError('unauthenticated', {
  kind: 'unauthenticated',
  title: { fr: 'Connexion nécessaire', en: 'Sign-in needed' },
  detail: () => ({ fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' }),
});

export const PermissionDenied = defineError('permission-denied', {
  kind: 'forbidden',
  title: { fr: 'Accès refusé', en: 'Access denied' },
  detail: () => ({
    fr: 'Votre compte n’a pas le droit de faire cela.',
    en: 'Your account is not allowed to do this.',
  }),
});

export const BodyTooLarge = defineError('body-too-large', {
  kind: 'too-large',
  title: { fr: 'Envoi trop volumineux', en: 'Submission too large' },
  detail: () => ({
    fr: 'Le contenu envoyé dépasse la taille acceptée.',
    en: 'The content sent is larger than what is accepted.',
  }),
});

/** A form with files that is refused before it is read. */
export const UploadTooLarge = defineError<{ mostMegabytes: number }>('upload-too-large', {
  kind: 'too-large',
  title: { fr: 'Envoi trop volumineux', en: 'Submission too large' },
  detail: ({ mostMegabytes }) => ({
    fr: `Cet envoi dépasse ${mostMegabytes} Mo\u00a0: rien n’en a été lu. Revenez au formulaire, qui dit la taille acceptée, et choisissez un fichier plus léger.`,
    en: `This submission is larger than ${mostMegabytes} MB: nothing of it was read. Go back to the form, which says the size that it takes, and choose a smaller file.`,
  }),
});

export const AddressTooLong = defineError('address-too-long', {
  kind: 'too-large',
  title: { fr: 'Adresse trop longue', en: 'Address too long' },
  detail: () => ({
    fr: 'L’adresse de la requête est plus longue que ce qui est accepté.',
    en: 'The address of the request is longer than what is accepted.',
  }),
});

export const HeadersTooLarge = defineError('headers-too-large', {
  kind: 'too-large',
  title: { fr: 'En-têtes trop longs', en: 'Headers too large' },
  detail: () => ({
    fr: 'Les en-têtes de la requête sont plus longs que ce qui est accepté. Effacez les cookies de ce site, puis réessayez.',
    en: 'The headers of the request are larger than what is accepted. Clear the cookies of this site, then try again.',
  }),
});

export const UnsupportedContentType = defineError('unsupported-content-type', {
  kind: 'unsupported',
  title: { fr: 'Format non accepté', en: 'Format not accepted' },
  detail: () => ({
    fr: 'Le format du contenu envoyé n’est pas accepté ici.',
    en: 'The format of the content sent is not accepted here.',
  }),
});

export const RateLimited = defineError<{ retryAfterSeconds: number }>('rate-limited', {
  kind: 'rate-limited',
  title: { fr: 'Trop de demandes', en: 'Too many requests' },
  detail: ({ retryAfterSeconds }) => ({
    fr: `Trop de demandes en peu de temps. Réessayez ${waitWords(retryAfterSeconds, 'fr')}.`,
    en: `Too many requests in a short time. Try again ${waitWords(retryAfterSeconds, 'en')}.`,
  }),
});

export const Overloaded = defineError('overloaded', {
  kind: 'unavailable',
  title: { fr: 'Trop de monde en ce moment', en: 'Too busy at the moment' },
  detail: () => ({
    fr: 'Le portail est très sollicité et garde ses forces pour les pages. Réessayez dans une minute.',
    en: 'The portal is very busy and keeps its strength for the pages. Try again in a minute.',
  }),
  retryAfter: 60,
});

export const DatabaseTimeout = defineError('database-timeout', {
  kind: 'unavailable',
  title: { fr: 'Réponse trop lente', en: 'Answer too slow' },
  detail: () => ({
    fr: 'La réponse prend trop de temps. Réessayez, si possible avec une recherche plus précise.',
    en: 'The answer takes too long. Try again, if possible with a narrower search.',
  }),
  retryAfter: 5,
});

export const RequestTimeout = defineError('request-timeout', {
  kind: 'invalid',
  title: { fr: 'Envoi trop lent', en: 'Submission too slow' },
  detail: () => ({
    fr: 'La requête n’est pas arrivée entière à temps.',
    en: 'The request did not arrive whole in time.',
  }),
});

export const InternalError = defineError('internal-error', {
  kind: 'unavailable',
  title: { fr: 'Erreur de notre côté', en: 'An error on our side' },
  detail: () => ({
    fr: 'Une erreur s’est produite de notre côté. Réessayez plus tard ; si elle persiste, donnez le numéro de la demande.',
    en: 'An error happened on our side. Try again later; if it persists, quote the request number.',
  }),
});

/** When to try again: "in 12 minutes". Pure. */
export function waitWords(seconds: number, locale: Locale): string {
  const span = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return locale === 'fr' ? `dans ${span}` : `in ${span}`;
}

export const StorageFull = defineError('storage-full', {
  kind: 'unavailable',
  title: { fr: 'Enregistrement impossible pour le moment', en: 'Nothing can be stored at the moment' },
  detail: () => ({
    fr: 'La place manque pour enregistrer quoi que ce soit. Les pages restent consultables : réessayez plus tard.',
    en: 'There is no room to store anything. Pages can still be read: try again later.',
  }),
  retryAfter: 60,
});
