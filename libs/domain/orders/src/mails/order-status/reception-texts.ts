import type { MailTexts } from '@halles/platform/mail';

/** What the customer of an order is told of that is brought or sent to them. */
export const receptionTexts: MailTexts = {
  fr: {
    'order-status.shop': 'Adresse du commerce',
    'order-status.shop-line': 'Adresse du commerce\u00a0: {place}',
    'order-status.deliver-to': 'Adresse de livraison',
    'order-status.deliver-to-line': 'Adresse de livraison\u00a0: {deliverTo}',
    'order-status.post.deliver-to': 'Adresse d’envoi',
    'order-status.post.deliver-to-line': 'Adresse d’envoi\u00a0: {deliverTo}',
    'order-status.note': 'Votre remarque',
    'order-status.note-line': 'Votre remarque\u00a0: {note}',
    'order-status.delivery.accepted.heading': 'Livraison confirmée\u00a0: {slot}',
    'order-status.delivery.accepted.what':
      'Votre commande est confirmée chez {listing}, qui la livre à l’adresse que vous avez donnée. Présentez le code à la livraison.',
    'order-status.delivery.delayed.heading': 'Nouvel horaire de livraison\u00a0: {slot}',
    'order-status.delivery.delayed.what': '{listing} a besoin d’un peu plus de temps.',
    'order-status.delivery.ready.heading': 'Prête à être livrée\u00a0: {listing}',
    'order-status.delivery.ready.what':
      'Le commerce vous la livre à l’heure prévue. Présentez le code à la livraison.',
    'order-status.delivery.collected.heading': 'Commande livrée',
    'order-status.delivery.collected.what': '{listing} a noté que votre commande vous a été livrée.',
    'order-status.delivery.not-handed-over.heading': 'Commande pas encore livrée',
    'order-status.delivery.not-handed-over.what':
      '{listing} avait noté par erreur qu’elle vous a été livrée. Si vous ne l’avez pas, elle reste à livrer.',
    'order-status.delivery.not-collected.heading': 'Votre commande n’a pas pu être livrée',
    'order-status.delivery.not-collected.what': '{listing} a noté que personne n’était là pour la recevoir.',
    'order-status.delivery.still-unconfirmed.what':
      'Nous l’avons relancé et la collectivité doit l’appeler. Sans confirmation, rien n’est livré. Si vous préférez aller ailleurs, ouvrez la commande et annulez-la\u00a0: rien n’est dû.',
    'order-status.delivery.unanswered.what':
      'L’heure de la livraison est passée sans réponse\u00a0: votre commande est annulée et rien n’est dû.',
    'order-status.delivery.code': 'Code de livraison',
    'order-status.delivery.code-line': 'Code de livraison\u00a0: {code}',
    'order-status.post.still-unconfirmed.what':
      'Nous l’avons relancé et la collectivité doit l’appeler. Sans confirmation, rien n’est envoyé. Si vous préférez aller ailleurs, ouvrez la commande et annulez-la\u00a0: rien n’est dû.',
    'order-status.post.unanswered.what':
      'La date d’envoi est passée sans réponse\u00a0: votre commande est annulée et rien n’est dû.',
    'order-status.post.accepted.heading': 'Envoi confirmé\u00a0: {slot}',
    'order-status.post.accepted.what':
      'Votre commande est confirmée chez {listing}, qui l’envoie à l’adresse que vous avez donnée.',
    'order-status.post.delayed.heading': 'Nouvelle date d’envoi\u00a0: {slot}',
    'order-status.post.delayed.what': '{listing} a besoin d’un peu plus de temps.',
    'order-status.post.ready.heading': 'Prête à être envoyée\u00a0: {listing}',
    'order-status.post.ready.what': 'Le commerce vous écrit quand elle est envoyée.',
    'order-status.post.collected.heading': 'Commande envoyée',
    'order-status.post.collected.what': '{listing} a noté que votre commande est envoyée.',
    'order-status.post.not-handed-over.heading': 'Commande pas encore envoyée',
    'order-status.post.not-handed-over.what':
      '{listing} avait noté par erreur qu’elle est envoyée\u00a0: elle ne l’est pas encore.',
    'order-status.post.not-collected.heading': 'Votre commande n’a pas été envoyée',
    'order-status.post.not-collected.what': '{listing} a noté qu’elle n’a pas été envoyée.',
  },
  en: {
    'order-status.shop': 'Address of the shop',
    'order-status.shop-line': 'Address of the shop: {place}',
    'order-status.deliver-to': 'Delivery address',
    'order-status.deliver-to-line': 'Delivery address: {deliverTo}',
    'order-status.post.deliver-to': 'Postal address',
    'order-status.post.deliver-to-line': 'Postal address: {deliverTo}',
    'order-status.note': 'Your note',
    'order-status.note-line': 'Your note: {note}',
    'order-status.delivery.accepted.heading': 'Delivery confirmed: {slot}',
    'order-status.delivery.accepted.what':
      'Your order at {listing} is confirmed, and is delivered to the address that you gave. Show the code at delivery.',
    'order-status.delivery.delayed.heading': 'New delivery time: {slot}',
    'order-status.delivery.delayed.what': '{listing} needs a little more time.',
    'order-status.delivery.ready.heading': 'Ready to be delivered: {listing}',
    'order-status.delivery.ready.what': 'The shop delivers it at the time agreed. Show the code at delivery.',
    'order-status.delivery.collected.heading': 'Order delivered',
    'order-status.delivery.collected.what': '{listing} noted that your order was delivered to you.',
    'order-status.delivery.not-handed-over.heading': 'Order not delivered yet',
    'order-status.delivery.not-handed-over.what':
      '{listing} had noted by mistake that it was delivered to you. If you do not have it, it is still to be delivered.',
    'order-status.delivery.not-collected.heading': 'Your order could not be delivered',
    'order-status.delivery.not-collected.what': '{listing} noted that nobody was there to receive it.',
    'order-status.delivery.still-unconfirmed.what':
      'We have reminded it, and the local authority is to call it. Nothing is delivered without a confirmation. If you would rather go elsewhere, open the order and cancel it: nothing is owed.',
    'order-status.delivery.unanswered.what':
      'The time of delivery is over and nobody answered: your order is cancelled, and nothing is owed.',
    'order-status.delivery.code': 'Delivery code',
    'order-status.delivery.code-line': 'Delivery code: {code}',
    'order-status.post.still-unconfirmed.what':
      'We have reminded it, and the local authority is to call it. Nothing is sent without a confirmation. If you would rather go elsewhere, open the order and cancel it: nothing is owed.',
    'order-status.post.unanswered.what':
      'The date of sending is over and nobody answered: your order is cancelled, and nothing is owed.',
    'order-status.post.accepted.heading': 'Sending confirmed: {slot}',
    'order-status.post.accepted.what':
      'Your order at {listing} is confirmed, and is sent to the address that you gave.',
    'order-status.post.delayed.heading': 'New date of sending: {slot}',
    'order-status.post.delayed.what': '{listing} needs a little more time.',
    'order-status.post.ready.heading': 'Ready to be sent: {listing}',
    'order-status.post.ready.what': 'The shop writes to you when it is sent.',
    'order-status.post.collected.heading': 'Order sent',
    'order-status.post.collected.what': '{listing} noted that your order was sent.',
    'order-status.post.not-handed-over.heading': 'Order not sent yet',
    'order-status.post.not-handed-over.what':
      '{listing} had noted by mistake that it was sent: it is not sent yet.',
    'order-status.post.not-collected.heading': 'Your order was not sent',
    'order-status.post.not-collected.what': '{listing} noted that it was not sent.',
  },
};
