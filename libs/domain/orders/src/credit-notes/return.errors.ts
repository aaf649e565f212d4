import { defineError } from '@halles/kernel';

/** Nothing is given back twice, and nothing that was not paid. */
export const ReturnTooMuch = defineError('return-too-much', {
  kind: 'invalid',
  title: { fr: 'C’est plus que ce qui reste', en: 'That is more than is left' },
  detail: () => ({
    fr: 'Rien n’a été remboursé\u00a0: c’est plus que ce qui reste d’un article. Voyez ce qui a déjà été rendu, puis corrigez.',
    en: 'Nothing was refunded: it is more than is left of an item. Look at what was given back already, then correct it.',
  }),
});
