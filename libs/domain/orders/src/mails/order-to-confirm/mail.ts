import {
  defineMail,
  formatInstant,
  joinMailTexts,
  type MailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';
import { termsWords, methodsPaid } from '../../order-terms';
import { CONTENTS_SAFE_FOR_ANYONE, contentsOf, hostileContents, type OrderContents } from '../order-contents';
import { orderMailTexts } from '../order-texts';

/** Asks who ordered to confirm it, where the shop wants that. Nothing that the customer typed is in it. */
export interface OrderToConfirmModel extends OrderContents {
  /** Until when it can be confirmed. */
  readonly until: Date;
  /** "12 rue des Halles, Valence". */
  readonly place: string;
  readonly seller: string;
  /** The page on which it is confirmed. */
  readonly confirmUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-to-confirm.subject': 'Votre demande {number} est à confirmer',
    'order-to-confirm.heading': 'Confirmez votre commande\u00a0: {listing}',
    'order-to-confirm.what':
      'Le commerce ne la reçoit qu’une fois que vous l’avez confirmée, avant le {until}. Passé ce délai, elle est annulée et rien n’est dû.',
    'order-to-confirm.place': 'Adresse',
    'order-to-confirm.place-line': 'Adresse\u00a0: {place}',
    'order-to-confirm.action': 'Confirmer la commande',
    'order-to-confirm.action-line': 'Confirmer la commande\u00a0: {confirmUrl}',
    'order-to-confirm.why':
      'Vous recevez ce message parce que cette adresse a servi à commander sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, ne faites rien\u00a0: la commande s’annule toute seule.',
  },
  en: {
    'order-to-confirm.subject': 'Your order {number} is to be confirmed',
    'order-to-confirm.heading': 'Confirm your order: {listing}',
    'order-to-confirm.what':
      'The shop receives it only once you have confirmed it, before {until}. After that it is cancelled, and nothing is owed.',
    'order-to-confirm.place': 'Address',
    'order-to-confirm.place-line': 'Address: {place}',
    'order-to-confirm.action': 'Confirm the order',
    'order-to-confirm.action-line': 'Confirm the order: {confirmUrl}',
    'order-to-confirm.why':
      'You receive this message because this address was used to order on “{portal}”. If that was not you, do nothing: the order is cancelled by itself.',
  },
};

const fixture: OrderToConfirmModel = {
  ...hostileContents,
  until: new Date('2026-12-04T17:00:00Z'),
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  seller: 'Épicerie <fine> d’Hautefort & fils SARL, SIRET 12345678900012',
  confirmUrl: 'https://commerces.example/confirmer-commande/abc',
};

export const orderToConfirm = defineMail<OrderToConfirmModel>({
  name: 'order-to-confirm',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: () => 'order-to-confirm.subject',
  values: (model, reader) => ({
    ...contentsOf(model, reader),
    until: formatInstant(model.until, reader),
    place: model.place,
    seller: oneLine(model.seller, 200),
    terms: termsWords(model.kind, model.lines, reader.locale, model, methodsPaid(model.payment)),
    confirmUrl: webUrl(model.confirmUrl),
  }),
  safeInSubject: ['number'],
  // The merchant's words and ours: who orders for another's address says nothing in it.
  safeForAnyone: [...CONTENTS_SAFE_FOR_ANYONE, 'until', 'place', 'seller', 'confirmUrl'],
  fixtures: [fixture, { ...fixture, kind: 'reservation' }],
});
