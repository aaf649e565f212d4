import type { Locale } from '@halles/kernel';
import type { OrderNotice } from '../mails/order-status/model';

type Notified = OrderNotice | 'proposed';

const WORDS: Readonly<Record<Locale, Partial<Record<Notified, string>>>> = {
  fr: {
    accepted: 'Commande confirmée',
    proposed: 'Un changement vous est proposé',
    'proposal-dropped': 'Proposition retirée',
    weighed: 'Le prix est connu',
    delayed: 'Commande retardée',
    'delayed-unconfirmed': 'Commande retardée',
    'delay-undone': 'Retard annulé',
    ready: 'Commande prête',
    'not-ready': 'Commande pas encore prête',
    refused: 'Commande refusée',
    cancelled: 'Commande annulée',
    unanswered: 'Commande annulée',
    released: 'Réservation terminée',
    restored: 'Commande rétablie',
    'restored-unconfirmed': 'Commande rétablie',
  },
  en: {
    accepted: 'Order confirmed',
    proposed: 'A change is proposed to you',
    'proposal-dropped': 'Proposal withdrawn',
    weighed: 'The price is known',
    delayed: 'Order delayed',
    'delayed-unconfirmed': 'Order delayed',
    'delay-undone': 'Delay taken back',
    ready: 'Order ready',
    'not-ready': 'Order not ready yet',
    refused: 'Order refused',
    cancelled: 'Order cancelled',
    unanswered: 'Order cancelled',
    released: 'Reservation over',
    restored: 'Order restored',
    'restored-unconfirmed': 'Order restored',
  },
};
const OTHERWISE: Readonly<Record<Locale, string>> = { fr: 'Du nouveau', en: 'Something is new' };

/** What a notification in the browser of a customer says; encrypted for that browser alone. Pure. */
export const pushWords = (
  notice: Notified,
  listing: string,
  locale: Locale,
): { readonly title: string; readonly body: string } => ({
  title: WORDS[locale][notice] ?? OTHERWISE[locale],
  body: listing.slice(0, 80),
});
