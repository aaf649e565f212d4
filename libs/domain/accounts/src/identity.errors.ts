import { defineError } from '@halles/kernel';

export const IdentityWithoutAccount = defineError('identity-without-account', {
  kind: 'conflict',
  title: { fr: 'Compte à relier', en: 'Account to link' },
  detail: () => ({
    fr: 'Un compte existe déjà avec l’adresse que donne ProConnect. Connectez-vous comme d’habitude, puis reliez ProConnect dans votre compte.',
    en: 'There is an account with the address that ProConnect gives. Sign in as usual, then link ProConnect in your account.',
  }),
});
