import { defineError } from '@halles/kernel';

export const ListingAlreadyOwned = defineError('listing-already-owned', {
  kind: 'conflict',
  title: { fr: 'Commerce déjà attribué', en: 'Business already kept' },
  detail: () => ({
    fr: 'Un autre compte tient déjà la page de ce commerce.',
    en: 'Another account keeps the page of this business already.',
  }),
});

export const EmailTaken = defineError('email-taken', {
  kind: 'conflict',
  title: { fr: 'Adresse déjà utilisée', en: 'Address already used' },
  detail: () => ({
    fr: 'Un compte existe déjà avec cette adresse électronique.',
    en: 'There is an account with this email address already.',
  }),
});

export const AddressUnproven = defineError('address-unproven', {
  kind: 'forbidden',
  title: { fr: 'Adresse à confirmer d’abord', en: 'Confirm your address first' },
  detail: () => ({
    fr: 'Seule une personne dont l’adresse électronique est confirmée peut tenir une page. Depuis la page « Mon compte », demandez le lien de confirmation et suivez-le, puis recommencez.',
    en: 'Only a person whose email address is confirmed can keep a page. On the page of your account, ask for the confirmation link and follow it, then try again.',
  }),
});

export const AccountNotFound = defineError('account-not-found', {
  kind: 'not-found',
  title: { fr: 'Compte introuvable', en: 'Account not found' },
  detail: () => ({
    fr: 'Ce compte n’existe pas, ou il a été supprimé.',
    en: 'This account does not exist, or it was deleted.',
  }),
});
