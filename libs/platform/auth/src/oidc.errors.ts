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
