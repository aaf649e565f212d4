import {
  defineMail,
  formatInstant,
  joinMailTexts,
  type MailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';
import { termsWords, methodsPaid } from '../../order-terms';
import {
  CONTENTS_SAFE_FOR_ANYONE,
  contentsOf,
  hostileContents,
  hostilePayment,
  type OrderContents,
} from '../order-contents';
import { orderMailTexts } from '../order-texts';

/** Brings who has not paid an order yet the link to pay, or says that it was not paid in time. Nothing that the customer typed is in it. */
export interface OrderToPayModel extends OrderContents {
  /** Nobody can pay it any more. */
  readonly isLapsed: boolean;
  /** Until when it can be paid. */
  readonly until: Date;
  /** "12 rue des Halles, Valence". */
  readonly place: string;
  readonly seller: string;
  /** The page of the order, with the button to pay. */
  readonly orderUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-to-pay.open.subject': 'Votre commande {number} est à payer',
    'order-to-pay.open.heading': 'Votre commande attend le paiement\u00a0: {listing}',
    'order-to-pay.open.what':
      'Le commerce ne la reçoit qu’une fois payée en ligne, avant le {until}. Passé ce délai, elle est annulée et rien n’est débité.',
    'order-to-pay.lapsed.subject': 'Votre commande {number} n’a pas été payée',
    'order-to-pay.lapsed.heading': 'Commande annulée, faute de paiement\u00a0: {listing}',
    'order-to-pay.lapsed.what':
      'Elle n’a pas été payée en ligne\u00a0: le commerce ne l’a pas reçue, et rien n’est débité. Vous pouvez commander de nouveau.',
    'order-to-pay.place': 'Adresse',
    'order-to-pay.place-line': 'Adresse\u00a0: {place}',
    'order-to-pay.open.action': 'Payer la commande',
    'order-to-pay.open.action-line': 'Payer la commande\u00a0: {orderUrl}',
    'order-to-pay.lapsed.action': 'Voir la commande',
    'order-to-pay.lapsed.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'order-to-pay.why':
      'Vous recevez ce message parce que cette adresse a servi à commander sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, ne faites rien\u00a0: une commande qui n’est pas payée s’annule toute seule.',
  },
  en: {
    'order-to-pay.open.subject': 'Your order {number} is to be paid',
    'order-to-pay.open.heading': 'Your order waits for its payment: {listing}',
    'order-to-pay.open.what':
      'The shop receives it only once it is paid online, before {until}. After that it is cancelled, and nothing is charged.',
    'order-to-pay.lapsed.subject': 'Your order {number} was not paid',
    'order-to-pay.lapsed.heading': 'Order cancelled, since it was not paid: {listing}',
    'order-to-pay.lapsed.what':
      'It was not paid online: the shop has not received it, and nothing is charged. You can order again.',
    'order-to-pay.place': 'Address',
    'order-to-pay.place-line': 'Address: {place}',
    'order-to-pay.open.action': 'Pay the order',
    'order-to-pay.open.action-line': 'Pay the order: {orderUrl}',
    'order-to-pay.lapsed.action': 'See the order',
    'order-to-pay.lapsed.action-line': 'See the order: {orderUrl}',
    'order-to-pay.why':
      'You receive this message because this address was used to order on “{portal}”. If that was not you, do nothing: an order that is not paid is cancelled by itself.',
  },
};

const wordsOf = ({ isLapsed }: Pick<OrderToPayModel, 'isLapsed'>): string =>
  `order-to-pay.${isLapsed ? 'lapsed' : 'open'}`;

const fixture: OrderToPayModel = {
  ...hostileContents,
  isLapsed: false,
  payment: hostilePayment,
  until: new Date('2026-12-04T17:00:00Z'),
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  seller: 'Épicerie <fine> d’Hautefort & fils SARL, SIRET 12345678900012',
  orderUrl: 'https://commerces.example/commande/abc',
};

export const orderToPay = defineMail<OrderToPayModel>({
  name: 'order-to-pay',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: (model) => `${wordsOf(model)}.subject`,
  values: (model, reader) => ({
    ...contentsOf(model, reader),
    until: formatInstant(model.until, reader),
    place: model.place,
    seller: oneLine(model.seller, 200),
    terms: model.isLapsed
      ? []
      : termsWords(model.kind, model.lines, reader.locale, model, methodsPaid(model.payment)),
    headingText: `${wordsOf(model)}.heading`,
    whatText: `${wordsOf(model)}.what`,
    actionText: `${wordsOf(model)}.action`,
    actionLineText: `${wordsOf(model)}.action-line`,
    orderUrl: webUrl(model.orderUrl),
  }),
  safeInSubject: ['number'],
  // The merchant's words and ours: who orders for another's address says nothing in it.
  safeForAnyone: [...CONTENTS_SAFE_FOR_ANYONE, 'until', 'place', 'seller', 'isLapsed', 'orderUrl'],
  fixtures: [fixture, { ...fixture, isLapsed: true }],
});
