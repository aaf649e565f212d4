import { defineError } from '@halles/kernel';
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

export const OrderNotRestorable = defineError<{ why: 'slot-over' | 'too-long-ago' }>('order-not-restorable', {
  kind: 'conflict',
  title: { fr: 'Commande à refaire', en: 'To be ordered again' },
  detail: ({ why }) =>
    why === 'slot-over'
      ? {
          fr: 'Rien n’a été fait\u00a0: son horaire est passé, cette commande ne peut plus être rétablie. Appelez votre client, ou saisissez une nouvelle commande.',
          en: 'Nothing was done: its time is over, and this order cannot be restored any more. Call your customer, or enter a new order.',
        }
      : {
          fr: `Rien n’a été fait\u00a0: cette commande a pris fin il y a plus de ${String(RESTORABLE_HOURS)}\u00a0heures et ne peut plus être rétablie. Appelez votre client, ou saisissez une nouvelle commande.`,
          en: `Nothing was done: this order ended more than ${String(RESTORABLE_HOURS)} hours ago and cannot be restored any more. Call your customer, or enter a new order.`,
        },
});
