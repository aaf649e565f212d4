import { defineError, type Locale } from '@halles/kernel';
import { basketWords } from './order.errors';
import type { BasketChange } from './order-decision';
import { RESTORABLE_HOURS } from './order-state';

/** Its customer cancelled or agreed to it, or the money was let go of: what is done is not taken back for them. */
export const OrderNotUndoable = defineError('order-not-undoable', {
  kind: 'conflict',
  title: { fr: 'Cette étape ne se reprend pas', en: 'This step is not taken back' },
  detail: () => ({
    fr: 'Rien n’a été fait\u00a0: la dernière étape de cette commande ne se reprend pas. L’état actuel est affiché ici.',
    en: 'Nothing was done: the last step of this order cannot be taken back. Its present state is shown here.',
  }),
});

/** Why what ended is not as it was: the time for it, or its place, or its goods. */
export type NotRestorable =
  | { readonly why: 'slot-over' | 'too-long-ago' | 'slot-full' }
  | { readonly why: 'goods'; readonly changes: readonly BasketChange[] };

/** The reason in the words of its shop, which reads it. Pure. */
function whyWords(reason: NotRestorable, locale: Locale): string {
  const isFrench = locale === 'fr';
  switch (reason.why) {
    case 'slot-over':
      return isFrench
        ? 'son horaire est passé, cette commande ne peut plus être rétablie. Appelez votre client, ou saisissez une nouvelle commande.'
        : 'its time is over, and this order cannot be restored any more. Call your customer, or enter a new order.';
    case 'too-long-ago':
      return isFrench
        ? `cette commande a pris fin il y a plus de ${String(RESTORABLE_HOURS)}\u00a0heures et ne peut plus être rétablie. Appelez votre client, ou saisissez une nouvelle commande.`
        : `this order ended more than ${String(RESTORABLE_HOURS)} hours ago and cannot be restored any more. Call your customer, or enter a new order.`;
    case 'slot-full':
      return isFrench
        ? 'le créneau de cette commande s’est rempli entre-temps. Libérez-y une place puis recommencez, ou convenez d’un autre moment avec votre client et saisissez une nouvelle commande.'
        : 'the slot of this order has filled up meanwhile. Free a place in it and try again, or agree on another time with your customer and enter a new order.';
    case 'goods':
      return isFrench
        ? `il n’y a plus de quoi la servir\u00a0: ${basketWords(reason.changes, 'fr')}. Corrigez votre stock puis recommencez, ou appelez votre client.`
        : `there is not enough left for it: ${basketWords(reason.changes, 'en')}. Correct your stock and try again, or call your customer.`;
  }
}

export const OrderNotRestorable = defineError<NotRestorable>('order-not-restorable', {
  kind: 'conflict',
  title: { fr: 'Commande non rétablie', en: 'Order not restored' },
  detail: (reason) => ({
    fr: `Rien n’a été fait\u00a0: ${whyWords(reason, 'fr')}`,
    en: `Nothing was done: ${whyWords(reason, 'en')}`,
  }),
});
