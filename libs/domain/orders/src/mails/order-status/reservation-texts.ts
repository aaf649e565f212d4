import type { MailTexts } from '@halles/platform/mail';

/** What the customer of a reservation is told otherwise than of an order: nothing was ordered, and nothing is owed. */
export const reservationTexts: MailTexts = {
  fr: {
    'order-status.released.subject': 'Votre réservation {number} est terminée',
    'order-status.released.heading': 'Réservation terminée\u00a0: {listing}',
    'order-status.released.what':
      'Personne n’est venu dans les deux heures après la fin du créneau\u00a0: ces articles ne vous sont plus réservés. Rien n’est dû. Si vous les voulez encore, demandez au commerce s’il en reste.',
    'order-status.reservation.accepted.heading': 'Votre réservation est confirmée\u00a0: {slot}',
    'order-status.reservation.accepted.what':
      'Votre réservation est confirmée chez {listing}. Présentez le code au retrait.',
    'order-status.reservation.weighed.subject': 'Le prix de votre réservation {number} est connu',
    'order-status.reservation.ready.subject': 'Votre réservation {number} est prête',
    'order-status.reservation.not-ready.subject': 'Votre réservation {number} n’est pas encore prête',
    'order-status.reservation.collected.heading': 'Réservation remise',
    'order-status.reservation.collected.what': '{listing} a noté que votre réservation vous a été remise.',
    'order-status.reservation.not-handed-over.heading': 'Réservation pas encore remise',
    'order-status.reservation.restored.heading': 'Votre réservation est rétablie\u00a0: {slot}',
    'order-status.reservation.restored.what':
      'Oubliez notre message précédent\u00a0: {listing} garde votre réservation. Présentez le code au retrait.',
    'order-status.reservation.refused.subject': 'Votre réservation {number} ne peut pas être préparée',
    'order-status.reservation.refused.heading': '{listing} ne peut pas préparer votre réservation',
    'order-status.reservation.refused.what':
      'Rien n’est dû. Vous pouvez réserver autre chose ou voir ailleurs.',
    'order-status.reservation.cancelled.heading': 'Réservation annulée',
    'order-status.reservation.unanswered.subject': 'Votre réservation {number} est restée sans réponse',
    'order-status.reservation.unanswered.what':
      'Le créneau est passé sans réponse\u00a0: votre réservation est annulée et rien n’est dû.',
    'order-status.reservation.not-collected.heading': 'Votre réservation vous attendait',
    'order-status.reservation.still-unconfirmed.what':
      'Nous l’avons relancé et la collectivité doit l’appeler. Ne venez pas sans confirmation. Si vous préférez aller ailleurs, ouvrez la réservation et annulez-la\u00a0: rien n’est dû.',
    'order-status.reservation.action': 'Voir la réservation',
    'order-status.reservation.action-line': 'Voir la réservation\u00a0: {orderUrl}',
    'order-status.reservation.why':
      'Vous recevez ce message parce que cette adresse a servi à réserver sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, ouvrez la réservation et annulez-la.',
  },
  en: {
    'order-status.released.subject': 'Your reservation {number} is over',
    'order-status.released.heading': 'Reservation over: {listing}',
    'order-status.released.what':
      'Nobody came within two hours after the end of the slot: these items are no longer reserved for you. Nothing is owed. If you still want them, ask the shop whether any are left.',
    'order-status.reservation.accepted.heading': 'Your reservation is confirmed: {slot}',
    'order-status.reservation.accepted.what':
      'Your reservation at {listing} is confirmed. Show the code at pickup.',
    'order-status.reservation.weighed.subject': 'The price of your reservation {number} is known',
    'order-status.reservation.ready.subject': 'Your reservation {number} is ready',
    'order-status.reservation.not-ready.subject': 'Your reservation {number} is not ready yet',
    'order-status.reservation.collected.heading': 'Reservation handed over',
    'order-status.reservation.collected.what':
      '{listing} noted that your reservation was handed over to you.',
    'order-status.reservation.not-handed-over.heading': 'Reservation not handed over yet',
    'order-status.reservation.restored.heading': 'Your reservation is restored: {slot}',
    'order-status.reservation.restored.what':
      'Forget our last message: {listing} keeps your reservation. Show the code at pickup.',
    'order-status.reservation.refused.subject': 'Your reservation {number} cannot be prepared',
    'order-status.reservation.refused.heading': '{listing} cannot prepare your reservation',
    'order-status.reservation.refused.what':
      'Nothing is owed. You can reserve something else, or look elsewhere.',
    'order-status.reservation.cancelled.heading': 'Reservation cancelled',
    'order-status.reservation.unanswered.subject': 'Your reservation {number} got no answer',
    'order-status.reservation.unanswered.what':
      'The slot is over and nobody answered: your reservation is cancelled, and nothing is owed.',
    'order-status.reservation.not-collected.heading': 'Your reservation was waiting for you',
    'order-status.reservation.still-unconfirmed.what':
      'We have reminded it, and the local authority is to call it. Do not come without a confirmation. If you would rather go elsewhere, open the reservation and cancel it: nothing is owed.',
    'order-status.reservation.action': 'See the reservation',
    'order-status.reservation.action-line': 'See the reservation: {orderUrl}',
    'order-status.reservation.why':
      'You receive this message because this address was used to reserve on “{portal}”. If that was not you, open the reservation and cancel it.',
  },
};

/** The text of an order's mail, or that of a reservation where it has its own. Pure. */
export function ofKind(kind: 'order' | 'reservation', key: string): string {
  const own = key.replace('order-status.', 'order-status.reservation.');
  return kind === 'reservation' && own in reservationTexts.fr ? own : key;
}
