import { dateWords, timeWords, wallTime } from '@halles/domain/hours';
import { priceWords } from '@halles/kernel';
import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { isPaidOnline } from '../../payments/payment-words';
import { contentsOf, hostileContents, hostilePayment, type OrderContents } from '../order-contents';
import { orderMailTexts } from '../order-texts';

/**
 * That a withdrawal was received, for who withdrew: what it is of, with the day and the hour (code de la consommation,
 * D221-5). The lines and the total are those that were withdrawn from. Nothing that the customer typed is in it.
 */
export interface WithdrawalAcknowledgedModel extends OrderContents {
  readonly at: Date;
  /** The goods were handed over: they are brought back and the money is given back, by the end of this day. */
  readonly dueOn: number | null;
  /** Something of the order was not withdrawn from. */
  readonly isPart: boolean;
  /** "12 rue des Halles, Valence". */
  readonly place: string;
  /** Who sells. */
  readonly seller: string;
  /** The page of the order. */
  readonly orderUrl: string;
}

const texts: MailTexts = {
  fr: {
    'withdrawal-acknowledged.heading': 'Votre rétractation est enregistrée',
    'withdrawal-acknowledged.what':
      'Vous avez renoncé le {day} à {time} aux articles ci-dessous, achetés chez {listing}. Gardez ce message\u00a0: il en est l’accusé de réception.',
    'withdrawal-acknowledged.nothing-due': 'Vous n’avez rien à payer pour eux.',
    'withdrawal-acknowledged.refund':
      'Rendez-les ou renvoyez-les au commerce, à l’adresse ci-dessous, avant la fin du {due}. Il vous rembourse au plus tard ce jour-là\u00a0; il peut attendre de les avoir reçus (code de la consommation, art. L221-23 et L221-24).',
    'withdrawal-acknowledged.nothing-due-online':
      'Ils ne sont pas débités, ou leur prix est remboursé sur la carte avec laquelle vous avez payé.',
    'withdrawal-acknowledged.refund-online':
      'Rendez-les ou renvoyez-les au commerce, à l’adresse ci-dessous, avant la fin du {due} (code de la consommation, art. L221-23). Ce que vous avez payé par carte y retourne tout de suite, sans attendre les articles et sans que vous ayez rien à demander.',
    'withdrawal-acknowledged.rest-stands':
      'Le reste de votre commande tient toujours\u00a0: vous n’avez renoncé qu’aux articles ci-dessous.',
    'withdrawal-acknowledged.rest-kept':
      'Le reste de votre commande n’est pas concerné\u00a0: vous n’avez renoncé qu’aux articles ci-dessous.',
    'withdrawal-acknowledged.place': 'Adresse',
    'withdrawal-acknowledged.place-line': 'Adresse\u00a0: {place}',
    'withdrawal-acknowledged.amount': 'Montant',
    'withdrawal-acknowledged.amount-line': 'Montant\u00a0: {amount}',
    'withdrawal-acknowledged.action': 'Voir la commande',
    'withdrawal-acknowledged.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'withdrawal-acknowledged.why':
      'Vous recevez ce message parce que cette adresse a été donnée pour renoncer à une commande faite sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'withdrawal-acknowledged.heading': 'Your withdrawal is recorded',
    'withdrawal-acknowledged.what':
      'On {day} at {time} you withdrew from the items below, bought at {listing}. Keep this message: it acknowledges your withdrawal.',
    'withdrawal-acknowledged.nothing-due': 'You owe nothing for them.',
    'withdrawal-acknowledged.refund':
      'Return them to the shop, at the address below, before the end of {due}. It gives you your money back by that day; it may wait until it has received them (code de la consommation, art. L221-23 and L221-24).',
    'withdrawal-acknowledged.nothing-due-online':
      'They are not charged, or their price is refunded to the card that you paid with.',
    'withdrawal-acknowledged.refund-online':
      'Return them to the shop, at the address below, before the end of {due} (code de la consommation, art. L221-23). What you paid by card goes back to it at once, without waiting for the items and without your asking.',
    'withdrawal-acknowledged.rest-stands':
      'The rest of your order stands: you withdrew from the items below alone.',
    'withdrawal-acknowledged.rest-kept':
      'The rest of your order is not concerned: you withdrew from the items below alone.',
    'withdrawal-acknowledged.place': 'Address',
    'withdrawal-acknowledged.place-line': 'Address: {place}',
    'withdrawal-acknowledged.amount': 'Amount',
    'withdrawal-acknowledged.amount-line': 'Amount: {amount}',
    'withdrawal-acknowledged.action': 'See the order',
    'withdrawal-acknowledged.action-line': 'See the order: {orderUrl}',
    'withdrawal-acknowledged.why':
      'You receive this message because this address was given to withdraw from an order made on “{portal}”.',
  },
};

const hostile = {
  ...hostileContents,
  at: new Date('2026-12-09T16:42:00Z'),
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  seller: 'Épicerie <fine> d’Hautefort & fils SARL, SIRET 12345678900012',
  orderUrl: 'https://commerces.example/commande/abc',
};

export const withdrawalAcknowledged = defineMail<WithdrawalAcknowledgedModel>({
  name: 'withdrawal-acknowledged',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: () => 'withdrawal-acknowledged.heading',
  values: (model, reader) => {
    const { day, minute } = wallTime(reader.timeZone, model.at.getTime());
    return {
      ...contentsOf(model, reader),
      day: dateWords(day, reader.locale, true),
      time: timeWords(minute, reader.locale),
      thenText: `withdrawal-acknowledged.${model.dueOn === null ? 'nothing-due' : 'refund'}${isPaidOnline(model.payment) ? '-online' : ''}`,
      restText: model.isPart
        ? `withdrawal-acknowledged.rest-${model.dueOn === null ? 'stands' : 'kept'}`
        : '',
      due: model.dueOn === null ? '' : dateWords(model.dueOn, reader.locale, true),
      amount: priceWords(model.totalCents, reader.locale),
      place: model.place,
      seller: oneLine(model.seller, 200),
      orderUrl: webUrl(model.orderUrl),
    };
  },
  // The merchant's words and ours: who withdraws for another's address says nothing in it.
  safeForAnyone: [
    ...(['listing', 'number', 'slot', 'lines', 'totalCents', 'kind'] as const),
    ...(['fulfilment', 'feeCents', 'point', 'payment'] as const),
    ...(['at', 'dueOn', 'isPart', 'place', 'seller', 'orderUrl'] as const),
  ],
  fixtures: [
    { ...hostile, isPart: true, dueOn: 20_810 },
    { ...hostile, isPart: true, dueOn: null },
    { ...hostile, isPart: false, dueOn: 20_810, payment: hostilePayment },
    { ...hostile, isPart: false, dueOn: null, payment: hostilePayment },
  ],
});
