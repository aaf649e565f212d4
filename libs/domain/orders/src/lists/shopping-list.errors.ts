import { defineError, type Locale } from '@halles/kernel';
import type { ListAnswerProblem } from './shopping-list';

export const ListsClosed = defineError('shopping-lists-closed', {
  kind: 'conflict',
  title: { fr: 'Pas de commande par liste', en: 'No orders by list' },
  detail: () => ({
    fr: 'Rien n’a été envoyé\u00a0: ce commerce ne prend pas de liste pour le moment.',
    en: 'Nothing was sent: this shop takes no lists at the moment.',
  }),
});

export const ListEmpty = defineError('shopping-list-empty', {
  kind: 'invalid',
  title: { fr: 'Liste vide', en: 'Empty list' },
  detail: () => ({
    fr: 'Rien n’a été envoyé\u00a0: écrivez votre liste, ou joignez-en une photo.',
    en: 'Nothing was sent: write your list, or add a photo of it.',
  }),
});

/** What is sent says that it will be paid, or that it will not be, and the shop has changed that. */
export const ListKindChanged = defineError('shopping-list-kind-changed', {
  kind: 'conflict',
  title: { fr: 'Le commerce a changé ses conditions', en: 'The shop changed its terms' },
  detail: () => ({
    fr: 'Rien n’a été envoyé\u00a0: ce commerce vient de changer ses conditions. Relisez la page avant d’envoyer votre liste.',
    en: 'Nothing was sent: this shop has just changed its terms. Read the page again before you send your list.',
  }),
});

/** A list is answered with lines and a price first: there is nothing to accept yet. */
export const ListUnpriced = defineError('shopping-list-unpriced', {
  kind: 'conflict',
  title: { fr: 'Liste sans prix', en: 'List without prices' },
  detail: () => ({
    fr: 'Rien n’a été fait\u00a0: répondez d’abord à la liste, avec des lignes et leurs prix. Votre client donne ensuite son accord.',
    en: 'Nothing was done: answer the list first, with lines and their prices. Your customer agrees to them then.',
  }),
});

const PROBLEMS: Readonly<Record<ListAnswerProblem, Readonly<Record<Locale, string>>>> = {
  product: {
    fr: 'un produit est épuisé, en quantité insuffisante, ou demande un choix',
    en: 'a product is sold out, not there in that quantity, or has something to choose',
  },
  twice: {
    fr: 'le même article est sur deux lignes\u00a0: mettez-les ensemble',
    en: 'the same item stands on two lines: put them together',
  },
  'too-large': {
    fr: 'le total est trop grand pour une commande en ligne',
    en: 'the total is too large for an order online',
  },
};

/** Nothing was answered. */
export const ListAnswerRefused = defineError<{ problem: ListAnswerProblem }>('shopping-list-answer-refused', {
  kind: 'invalid',
  title: { fr: 'Réponse impossible', en: 'Cannot be answered so' },
  detail: ({ problem }) => ({
    fr: `Rien n’a été envoyé\u00a0: ${PROBLEMS[problem].fr}.`,
    en: `Nothing was sent: ${PROBLEMS[problem].en}.`,
  }),
});

export const ListPhotoNotFound = defineError('shopping-list-photo-not-found', {
  kind: 'not-found',
  title: { fr: 'Photo introuvable', en: 'Photo not found' },
  detail: () => ({
    fr: 'Cette photo n’existe pas, ou n’existe plus.',
    en: 'This photo does not exist, or does not exist any more.',
  }),
});
