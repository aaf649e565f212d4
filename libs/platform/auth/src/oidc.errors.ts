import { defineError } from '@halles/kernel';

export const IdentityRefused = defineError('identity-refused', {
  kind: 'forbidden',
  title: { fr: 'ProConnect n’a pas abouti', en: 'ProConnect did not succeed' },
  detail: () => ({
    fr: 'La réponse de ProConnect ne correspond pas à votre demande, ou vous l’avez interrompue. Recommencez depuis la page de connexion.',
    en: 'The answer of ProConnect does not match what you asked, or you stopped it. Start again from the sign-in page.',
  }),
});

export const IdentityProviderAway = defineError('identity-provider-away', {
  kind: 'unavailable',
  title: { fr: 'ProConnect ne répond pas', en: 'ProConnect does not answer' },
  detail: () => ({
    fr: 'ProConnect ne répond pas en ce moment. Connectez-vous autrement, ou réessayez un peu plus tard.',
    en: 'ProConnect does not answer at the moment. Sign in another way, or try again a little later.',
  }),
  retryAfter: 60,
});

export const IdentityOfAnother = defineError('identity-of-another', {
  kind: 'conflict',
  title: { fr: 'Identité déjà reliée', en: 'Identity already linked' },
  detail: () => ({
    fr: 'Cette identité ProConnect est déjà reliée à un autre compte.',
    en: 'This ProConnect identity is linked to another account already.',
  }),
});

export const UnknownIdentity = defineError('unknown-identity', {
  kind: 'forbidden',
  title: { fr: 'Identité sans compte', en: 'Identity without an account' },
  detail: () => ({
    fr: 'Aucun compte de la console n’est relié à cette identité ProConnect. Connectez-vous une fois avec votre mot de passe et reliez ProConnect dans votre compte, ou demandez une invitation à la personne qui tient l’équipe.',
    en: 'No account of the console is linked to this ProConnect identity. Sign in once with your password and link ProConnect in your account, or ask whoever runs the team for an invitation.',
  }),
});

export const IdentityOfOtherCompany = defineError('identity-of-other-company', {
  kind: 'forbidden',
  title: { fr: 'Autre organisme', en: 'Another organisation' },
  detail: () => ({
    fr: 'ProConnect ne vous rattache plus à l’organisme (SIREN) pour lequel votre compte lui a été relié. Connectez-vous avec votre mot de passe, puis reliez ProConnect de nouveau si votre rôle est toujours le vôtre.',
    en: 'ProConnect no longer says that you work for the organisation (SIREN) for which your account was linked. Sign in with your password, then link ProConnect again if your role is still yours.',
  }),
});
