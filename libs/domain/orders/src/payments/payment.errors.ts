import { defineError } from '@halles/kernel';

/** What arrived as an event is not signed by the provider, or was recorded and sent again. */
export const PaymentEventRefused = defineError('payment-event-refused', {
  kind: 'invalid',
  title: { fr: 'Événement refusé', en: 'Event refused' },
  detail: () => ({
    fr: 'La signature de l’événement n’est pas valable, ou il est trop ancien.',
    en: 'The signature of the event does not hold, or it is too old.',
  }),
});

/** The provider does not answer, or refuses for now. */
export const PaymentUnavailable = defineError('payment-unavailable', {
  kind: 'unavailable',
  title: { fr: 'Paiement en ligne indisponible', en: 'Payment online unavailable' },
  detail: () => ({
    fr: 'Le prestataire de paiement ne répond pas pour le moment. Rien n’a été débité\u00a0: réessayez dans un instant.',
    en: 'The payment provider does not answer at the moment. Nothing was charged: try again in a moment.',
  }),
});

/** It was paid, was cancelled, or its time is over. */
export const PaymentOver = defineError('payment-over', {
  kind: 'conflict',
  title: { fr: 'Rien à payer en ligne', en: 'Nothing to pay online' },
  detail: () => ({
    fr: 'Cette commande n’est plus à payer en ligne\u00a0: elle l’a été, elle est annulée, ou le délai est passé.',
    en: 'There is nothing to pay online for this order any more: it was paid, it was cancelled, or the time is over.',
  }),
});

/** The account of its shop takes no payments any more. */
export const PaymentClosed = defineError('payment-closed', {
  kind: 'conflict',
  title: { fr: 'Plus de paiement en ligne', en: 'No payment online any more' },
  detail: () => ({
    fr: 'Ce commerce ne prend plus de paiement en ligne. Rien n’a été débité.',
    en: 'This shop takes no payments online any more. Nothing was charged.',
  }),
});

/** What is answered to a list is paid at the counter, and the shop would be paid online alone. */
export const ListsPaidInShop = defineError('lists-paid-in-shop', {
  kind: 'conflict',
  title: { fr: 'Les listes se paient au commerce', en: 'Lists are paid in the shop' },
  detail: () => ({
    fr: 'Rien n’a changé\u00a0: vous prenez des commandes par liste, qui se paient au commerce. Choisissez «\u00a0Au choix du client\u00a0», ou arrêtez d’abord les listes.',
    en: 'Nothing was changed: you take orders by list, which are paid in the shop. Choose “As the customer likes”, or stop taking lists first.',
  }),
});
