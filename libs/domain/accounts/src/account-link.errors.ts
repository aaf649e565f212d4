import { defineError } from '@halles/kernel';

export const LinkUnknown = defineError('account-link-unknown', {
  kind: 'not-found',
  title: { fr: 'Lien inconnu', en: 'Unknown link' },
  detail: () => ({
    fr: 'Ce lien n’est pas complet, ou il ne vient pas de ce site. Demandez-en un nouveau.',
    en: 'This link is not whole, or does not come from this site. Ask for a new one.',
  }),
});

export const LinkEnded = defineError('account-link-ended', {
  kind: 'gone',
  title: { fr: 'Lien qui ne sert plus', en: 'Link that serves no more' },
  detail: () => ({
    fr: 'Ce lien a déjà servi, ou son délai est passé. Demandez-en un nouveau.',
    en: 'This link was used already, or its time is over. Ask for a new one.',
  }),
});

export const LinkOfAnotherBrowser = defineError('account-link-of-another-browser', {
  kind: 'forbidden',
  title: { fr: 'Lien demandé ailleurs', en: 'Link asked for elsewhere' },
  detail: () => ({
    fr: 'Ce lien a été demandé avec un autre navigateur : ouvrez sa page et confirmez, connecté à votre compte s’il le change.',
    en: 'This link was asked for with another browser: open its page and confirm, signed in to your account if it changes that.',
  }),
});
