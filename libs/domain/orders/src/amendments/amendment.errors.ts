import { defineError, type Locale } from '@halles/kernel';
import type { AmendmentProblem } from './amendment';

const PROBLEMS: Readonly<Record<AmendmentProblem, Readonly<Record<Locale, string>>>> = {
  same: {
    fr: 'c’est ce que votre client a commandé. Changez une quantité, ou acceptez la commande',
    en: 'this is what your customer ordered. Change a quantity, or accept the order',
  },
  nothing: {
    fr: 'il ne reste aucun article. Refusez la commande, ou proposez autre chose',
    en: 'no item is left. Refuse the order, or propose something else',
  },
  quantity: {
    fr: 'une quantité dépasse ce qui a été commandé, ce qui se pèse est pris en partie, ou ce qui est là est remplacé. Relisez les quantités',
    en: 'a quantity is more than was ordered, what is weighed is taken in part, or what is there is replaced. Look at the quantities again',
  },
  substitute: {
    fr: 'un produit proposé à la place est épuisé, demande un choix, ou est déjà dans la commande. Proposez-en un autre',
    en: 'a product proposed instead is sold out, has something to choose, or is in the order already. Propose another one',
  },
  'not-heavier': {
    fr: 'aucun poids ne dépasse ce que votre client a accepté. Enregistrez la pesée',
    en: 'no weight is beyond what your customer agreed to. Save the weights',
  },
  'only-item': {
    fr: 'la commande n’a rien d’autre. Proposez aussi de garder l’article au prix convenu',
    en: 'there is nothing else in the order. Offer the item at the agreed price too',
  },
  'too-large': {
    fr: 'la commande deviendrait trop grande. Appelez votre client',
    en: 'the order would become too large. Call your customer',
  },
};

/** Nothing was proposed. */
export const AmendmentRefused = defineError<{ problem: AmendmentProblem }>('order-amendment-refused', {
  kind: 'invalid',
  title: { fr: 'Proposition impossible', en: 'Cannot be proposed' },
  detail: ({ problem }) => ({
    fr: `Rien n’a été proposé\u00a0: ${PROBLEMS[problem].fr}.`,
    en: `Nothing was proposed: ${PROBLEMS[problem].en}.`,
  }),
});

/** The slot leaves no time to ask. */
export const AmendmentTooLate = defineError('order-amendment-too-late', {
  kind: 'conflict',
  title: { fr: 'Trop tard pour demander', en: 'Too late to ask' },
  detail: () => ({
    fr: 'Rien n’a été proposé\u00a0: l’heure prévue est trop proche pour que votre client réponde. Appelez-le, ou repoussez-la.',
    en: 'Nothing was proposed: its time is too near for your customer to answer. Call them, or put it off.',
  }),
});

/** What its customer looked at does not stand any more. */
export const AmendmentOver = defineError('order-amendment-over', {
  kind: 'conflict',
  title: { fr: 'Proposition terminée', en: 'Proposal over' },
  detail: () => ({
    fr: 'Rien n’a été fait\u00a0: cette proposition ne vaut plus. La page de la commande dit où elle en est.',
    en: 'Nothing was done: this proposal does not stand any more. The page of the order says where it stands.',
  }),
});

/** The proposal is over with it, and the shop is told. */
export const AmendmentSoldOut = defineError('order-amendment-sold-out', {
  kind: 'conflict',
  title: { fr: 'Vendu entre-temps', en: 'Sold meanwhile' },
  detail: () => ({
    fr: 'Un produit proposé à la place vient d’être vendu\u00a0: votre commande reste telle qu’elle était, et le commerce est prévenu.',
    en: 'A product that was proposed instead has just been sold: your order stays as it was, and the shop is told.',
  }),
});
