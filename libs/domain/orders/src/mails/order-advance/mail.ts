import { priceWords } from '@halles/kernel';
import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { orderMailTexts } from '../order-texts';

/** That a shop noted what was paid before it sends an order, or took that back, for its customer. Nothing that they typed is in it. */
export interface OrderAdvanceModel {
  readonly listing: string;
  /** "2026-0042". */
  readonly number: string;
  readonly cents: number;
  /** It noted the payment; else it took that back. */
  readonly isNoted: boolean;
  /** Who sells. */
  readonly seller: string;
  /** The page of the order. */
  readonly orderUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-advance.noted.subject': 'Commande {number}\u00a0: votre paiement est arrivé',
    'order-advance.noted.heading': 'Votre paiement est arrivé\u00a0: {listing}',
    'order-advance.noted.what':
      'Le commerce a noté votre paiement, {amount}. Il envoie votre commande comme prévu\u00a0; vous n’avez rien d’autre à payer.',
    'order-advance.undone.subject': 'Commande {number}\u00a0: votre paiement n’est pas noté',
    'order-advance.undone.heading': 'Votre paiement n’est pas arrivé\u00a0: {listing}',
    'order-advance.undone.what':
      'Le commerce avait noté votre paiement par erreur\u00a0: il ne l’a pas reçu. Il reste à payer comme le dit la page de la commande. Si vous avez payé, répondez à ce message.',
    'order-advance.amount': 'Montant',
    'order-advance.amount-line': 'Montant\u00a0: {amount}',
    'order-advance.action': 'Voir la commande',
    'order-advance.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'order-advance.why':
      'Vous recevez ce message parce que cette adresse a servi à commander sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'order-advance.noted.subject': 'Order {number}: your payment arrived',
    'order-advance.noted.heading': 'Your payment arrived: {listing}',
    'order-advance.noted.what':
      'The shop noted your payment of {amount}. It sends your order as planned; you have nothing else to pay.',
    'order-advance.undone.subject': 'Order {number}: your payment is not noted',
    'order-advance.undone.heading': 'Your payment did not arrive: {listing}',
    'order-advance.undone.what':
      'The shop had noted your payment by mistake: it did not receive it. It is still to be paid as the page of the order says. If you did pay, answer this message.',
    'order-advance.amount': 'Amount',
    'order-advance.amount-line': 'Amount: {amount}',
    'order-advance.action': 'See the order',
    'order-advance.action-line': 'See the order: {orderUrl}',
    'order-advance.why': 'You receive this message because this address was used to order on “{portal}”.',
  },
};

const wordsOf = ({ isNoted }: Pick<OrderAdvanceModel, 'isNoted'>): string =>
  `order-advance.${isNoted ? 'noted' : 'undone'}`;

const fixture: OrderAdvanceModel = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  number: '2026-0042',
  cents: 123_456,
  isNoted: true,
  seller: 'Épicerie <fine> d’Hautefort & fils SARL, SIRET 12345678900012',
  orderUrl: 'https://commerces.example/commande/abc',
};

export const orderAdvance = defineMail<OrderAdvanceModel>({
  name: 'order-advance',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: (model) => `${wordsOf(model)}.subject`,
  values: (model, { locale }) => ({
    listing: oneLine(model.listing, 100),
    number: model.number,
    amount: priceWords(model.cents, locale),
    headingText: `${wordsOf(model)}.heading`,
    whatText: `${wordsOf(model)}.what`,
    seller: oneLine(model.seller, 200),
    orderUrl: webUrl(model.orderUrl),
  }),
  safeInSubject: ['number'],
  // The merchant's words and ours: who orders for another's address says nothing in it.
  safeForAnyone: ['listing', 'number', 'cents', 'isNoted', 'seller', 'orderUrl'],
  fixtures: [fixture, { ...fixture, isNoted: false }],
});
