import { defineError } from '@halles/kernel';

export const IdentityWithoutAccount = defineError('identity-without-account', {
  kind: 'conflict',
  title: { fr: 'Compte à relier', en: 'Account to link' },
  detail: () => ({
    fr: 'Un compte existe déjà avec l’adresse que donne ProConnect. Connectez-vous comme d’habitude, puis reliez ProConnect dans votre compte.',
    en: 'There is an account with the address that ProConnect gives. Sign in as usual, then link ProConnect in your account.',
  }),
});

export const IdentityOfAnother = defineError('identity-of-another', {
  kind: 'conflict',
  title: { fr: 'Identité déjà reliée', en: 'Identity already linked' },
  detail: () => ({
    fr: 'Cette identité ProConnect est déjà reliée à un autre compte.',
    en: 'This ProConnect identity is linked to another account already.',
  }),
});
