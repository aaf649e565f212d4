import { dateWords } from '@halles/domain/hours';
import { priceWords } from '@halles/kernel';
import { defineMail, type MailTexts, oneLine } from '@halles/platform/mail';
import { isPaidOnline } from '../../payments/payment-words';
import { forContact, hostileContents, hostilePayment } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** A customer withdrew, for whoever handles the orders. The lines and the total are those that were withdrawn from. */
export interface WithdrawalNoticeModel extends ShopMailModel {
  /** The order goes on with other lines. */
  readonly hasRest: boolean;
  /** Something of the order was not withdrawn from. */
  readonly isPart: boolean;
  /** The goods were handed over: the money is given back by the end of this day. */
  readonly dueOn: number | null;
  /** Of an order that was paid online: what was paid at the counter, and is given back there. */
  readonly counterCents: number;
}

const texts: MailTexts = {
  fr: {
    'withdrawal-notice.heading': 'Rétractation de {person}\u00a0: commande {number}',
    'withdrawal-notice.part.heading': '{person} renonce à une partie de la commande {number}',
    'withdrawal-notice.rest-kept': 'Le reste de la commande n’est pas concerné.',
    'withdrawal-notice.whole': 'Ne la préparez pas. Ce qui était réservé est de nouveau en vente.',
    'withdrawal-notice.rest':
      'Ne remettez pas les articles ci-dessous et ne les faites pas payer\u00a0: ils sont de nouveau en vente. Le reste de la commande tient toujours.',
    'withdrawal-notice.refund':
      'Votre client vous rend les articles ci-dessous. Rendez-lui {amount} avant la fin du {due}\u00a0; vous pouvez attendre de les avoir reçus (code de la consommation, art. L221-24). Notez ensuite «\u00a0Remboursé\u00a0» sur la commande.',
    'withdrawal-notice.rest-online':
      'Ne remettez pas les articles ci-dessous\u00a0: ils sont de nouveau en vente. Payés en ligne, ils ne sont pas débités ou sont remboursés sur la carte d’eux-mêmes. Le reste de la commande tient toujours.',
    'withdrawal-notice.refund-online':
      'Votre client vous rend les articles ci-dessous avant la fin du {due} (code de la consommation, art. L221-23). Payés en ligne, ils lui sont remboursés sur sa carte d’eux-mêmes\u00a0: {amount}.',
    'withdrawal-notice.refund-both':
      'Votre client vous rend les articles ci-dessous. Ce qui a été payé en ligne est remboursé sur sa carte automatiquement. Rendez-lui le reste, payé au commerce ({atCounter}), avant la fin du {due}\u00a0; vous pouvez attendre d’avoir reçu les articles (code de la consommation, art. L221-24). Notez ensuite «\u00a0Remboursé\u00a0» sur la commande.',
    'withdrawal-notice.shop': 'Commerce',
    'withdrawal-notice.shop-line': 'Commerce\u00a0: {listing}',
    'withdrawal-notice.amount': 'Montant',
    'withdrawal-notice.amount-line': 'Montant\u00a0: {amount}',
    'withdrawal-notice.action': 'Voir la commande',
    'withdrawal-notice.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'withdrawal-notice.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0» qui prend des commandes.',
  },
  en: {
    'withdrawal-notice.heading': 'Withdrawal by {person}: order {number}',
    'withdrawal-notice.part.heading': '{person} withdraws from a part of order {number}',
    'withdrawal-notice.rest-kept': 'The rest of the order is not concerned.',
    'withdrawal-notice.whole': 'Do not prepare it. What was set aside is on sale again.',
    'withdrawal-notice.rest':
      'Do not hand over the items below and do not charge for them: they are on sale again. The rest of the order stands.',
    'withdrawal-notice.refund':
      'Your customer returns the items below to you. Give them {amount} back before the end of {due}; you may wait until you have received them (code de la consommation, art. L221-24). Then note “Refunded” on the order.',
    'withdrawal-notice.rest-online':
      'Do not hand over the items below: they are on sale again. Paid online, they are not charged, or are refunded to the card without anything to do. The rest of the order stands.',
    'withdrawal-notice.refund-online':
      'Your customer returns the items below to you before the end of {due} (code de la consommation, art. L221-23). Paid online, they are refunded to the card without anything to do: {amount}.',
    'withdrawal-notice.refund-both':
      'Your customer returns the items below to you. What was paid online is refunded to the card without anything to do. Give the rest, {atCounter} paid at the shop, back before the end of {due}; you may wait until you have received the items (code de la consommation, art. L221-24). Then note “Refunded” on the order.',
    'withdrawal-notice.shop': 'Shop',
    'withdrawal-notice.shop-line': 'Shop: {listing}',
    'withdrawal-notice.amount': 'Amount',
    'withdrawal-notice.amount-line': 'Amount: {amount}',
    'withdrawal-notice.action': 'See the order',
    'withdrawal-notice.action-line': 'See the order: {orderUrl}',
    'withdrawal-notice.why':
      'You receive this message because you keep a business on “{portal}” that takes orders.',
  },
};

const hostile = {
  ...hostileContents,
  customer: 'Odile <b>Fournier</b>',
  ...forContact,
  counterCents: 0,
};

/** By which text it says what is to be done. */
function whatOf({ dueOn, hasRest, payment, counterCents }: WithdrawalNoticeModel): string {
  if (dueOn === null && !hasRest) return 'whole';
  if (dueOn !== null && isPaidOnline(payment) && counterCents > 0) return 'refund-both';
  return `${dueOn === null ? 'rest' : 'refund'}${isPaidOnline(payment) ? '-online' : ''}`;
}

export const withdrawalNotice = defineMail<WithdrawalNoticeModel>({
  ...shopMail('withdrawal-notice', texts, (model, reader) => ({
    person: oneLine(model.customer, 100),
    whatText: `withdrawal-notice.${whatOf(model)}`,
    headingText: `withdrawal-notice.${model.isPart ? 'part.' : ''}heading`,
    // Of what is not handed over yet, what is to be done says it.
    restText: model.isPart && model.dueOn !== null ? 'withdrawal-notice.rest-kept' : '',
    due: model.dueOn === null ? '' : dateWords(model.dueOn, reader.locale, true),
    atCounter: priceWords(model.counterCents, reader.locale),
    amount: priceWords(model.totalCents, reader.locale),
  })),
  subject: ({ isPart }) => `withdrawal-notice.${isPart ? 'part.' : ''}subject`,
  fixtures: [
    { ...hostile, hasRest: false, isPart: false, dueOn: 20_810 },
    { ...hostile, hasRest: true, isPart: true, dueOn: null },
    { ...hostile, hasRest: true, isPart: true, dueOn: 20_810, payment: hostilePayment },
    { ...hostile, hasRest: false, isPart: false, dueOn: 20_810, payment: hostilePayment, counterCents: 400 },
    { ...hostile, hasRest: true, isPart: true, dueOn: null, payment: hostilePayment },
    { ...hostile, hasRest: false, isPart: false, dueOn: null, stopUrl: null },
  ],
});
