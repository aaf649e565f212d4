import { defineError } from '@halles/kernel';
import { RESTORABLE_HOURS } from './order-state';

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
