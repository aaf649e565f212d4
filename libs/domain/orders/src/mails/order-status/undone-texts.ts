import type { MailTexts } from '@halles/platform/mail';

/** What the customer of an order is told where its shop takes a step back. */
export const undoneTexts: MailTexts = {
  fr: {
    'order-status.unconfirmed.subject': 'Votre demande {number} attend de nouveau une réponse',
    'order-status.unconfirmed.heading': 'Votre demande attend de nouveau une réponse\u00a0: {listing}',
    'order-status.unconfirmed.what':
      'Oubliez notre message précédent et le code qu’il donnait\u00a0: le commerce vous répond par un autre message.',
    'order-status.proposal-dropped.subject': 'Votre demande {number}\u00a0: la proposition est retirée',
    'order-status.proposal-dropped.heading': 'Proposition retirée\u00a0: {listing}',
    'order-status.proposal-dropped.what':
      'Notre message précédent ne vaut plus\u00a0: le commerce vous répond par un autre message.',
    'order-status.delay-undone.heading': 'Horaire inchangé\u00a0: {slot}',
    'order-status.delay-undone.what':
      'Oubliez le retard que nous vous avions annoncé\u00a0: {listing} garde l’horaire d’avant.',
    'order-status.restored.heading': 'Votre commande est rétablie\u00a0: {slot}',
    'order-status.restored.what':
      'Oubliez notre message précédent\u00a0: {listing} garde votre commande. Présentez le code au retrait.',
    'order-status.delivery.restored.heading': 'Votre livraison est rétablie\u00a0: {slot}',
    'order-status.delivery.restored.what':
      'Oubliez notre message précédent\u00a0: {listing} garde votre commande et la livre à l’adresse que vous avez donnée. Présentez le code à la livraison.',
    'order-status.post.restored.heading': 'Votre envoi est rétabli\u00a0: {slot}',
    'order-status.post.restored.what':
      'Oubliez notre message précédent\u00a0: {listing} garde votre commande et l’envoie à l’adresse que vous avez donnée.',
    'order-status.restored-unconfirmed.subject': 'Votre demande {number} est rétablie',
    'order-status.restored-unconfirmed.heading': 'Votre demande est rétablie\u00a0: {listing}',
    'order-status.restored-unconfirmed.what':
      'Oubliez notre message précédent. Votre demande n’est pas encore confirmée\u00a0: le commerce vous répond par un autre message.',
    'order-status.not-ready.subject': 'Votre commande {number} n’est pas encore prête',
    'order-status.not-ready.heading': 'Pas encore prêt chez {listing}',
    'order-status.not-ready.what':
      'Ce n’est pas prêt, contrairement à notre message\u00a0: attendez le prochain.',
    'order-status.not-handed-over.heading': 'Commande pas encore remise',
    'order-status.not-handed-over.what':
      '{listing} avait noté par erreur qu’elle vous a été remise. Si vous ne l’avez pas, elle vous attend toujours.',
  },
  en: {
    'order-status.unconfirmed.subject': 'Your request {number} awaits an answer again',
    'order-status.unconfirmed.heading': 'Your request awaits an answer again: {listing}',
    'order-status.unconfirmed.what':
      'Forget our last message and the code that it gave: the shop answers with another message.',
    'order-status.proposal-dropped.subject': 'Your request {number}: the proposal is taken back',
    'order-status.proposal-dropped.heading': 'Proposal taken back: {listing}',
    'order-status.proposal-dropped.what':
      'Our last message does not stand any more: the shop answers with another message.',
    'order-status.delay-undone.heading': 'The time is as before: {slot}',
    'order-status.delay-undone.what': 'Forget the delay that we wrote of: {listing} keeps the earlier time.',
    'order-status.restored.heading': 'Your order is restored: {slot}',
    'order-status.restored.what':
      'Forget our last message: {listing} keeps your order. Show the code at pickup.',
    'order-status.delivery.restored.heading': 'Your delivery is restored: {slot}',
    'order-status.delivery.restored.what':
      'Forget our last message: {listing} keeps your order, and delivers it to the address that you gave. Show the code at delivery.',
    'order-status.post.restored.heading': 'Your sending is restored: {slot}',
    'order-status.post.restored.what':
      'Forget our last message: {listing} keeps your order, and sends it to the address that you gave.',
    'order-status.restored-unconfirmed.subject': 'Your request {number} is restored',
    'order-status.restored-unconfirmed.heading': 'Your request is restored: {listing}',
    'order-status.restored-unconfirmed.what':
      'Forget our last message. Your request is not confirmed yet: the shop answers with another message.',
    'order-status.not-ready.subject': 'Your order {number} is not ready yet',
    'order-status.not-ready.heading': 'Not ready yet at {listing}',
    'order-status.not-ready.what': 'It is not ready, other than we wrote: wait for the next message.',
    'order-status.not-handed-over.heading': 'Order not handed over yet',
    'order-status.not-handed-over.what':
      '{listing} had noted by mistake that it was handed over to you. If you do not have it, it is still waiting for you.',
  },
};
