import { dateWords } from '@halles/domain/hours';
import { priceWords } from '@halles/kernel';
import { defineMail, type MailTexts, oneLine } from '@halles/platform/mail';
import { forContact, hostileContents } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** A customer withdrew, for whoever handles the orders. The lines and the total are those that were withdrawn from. */
export interface WithdrawalNoticeModel extends ShopMailModel {
  /** The order goes on with other lines. */
  readonly hasRest: boolean;
  /** The goods were handed over: the money is given back by the end of this day. */
  readonly dueOn: number | null;
}

const texts: MailTexts = {
  fr: {
    'withdrawal-notice.heading': 'Rétractation de {person}\u00a0: commande {number}',
    'withdrawal-notice.whole': 'Ne la préparez pas. Ce qui était réservé est de nouveau en vente.',
    'withdrawal-notice.rest':
      'Ne remettez pas les articles ci-dessous et ne les faites pas payer\u00a0: ils sont de nouveau en vente. Le reste de la commande tient toujours.',
    'withdrawal-notice.refund':
      'Votre client vous rend les articles ci-dessous. Rendez-lui {amount} avant la fin du {due}\u00a0; vous pouvez attendre de les avoir reçus (code de la consommation, art. L221-24). Notez ensuite «\u00a0Remboursé\u00a0» sur la commande.',
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
    'withdrawal-notice.whole': 'Do not prepare it. What was set aside is on sale again.',
    'withdrawal-notice.rest':
      'Do not hand over the items below and do not charge for them: they are on sale again. The rest of the order stands.',
    'withdrawal-notice.refund':
      'Your customer returns the items below to you. Give them {amount} back before the end of {due}; you may wait until you have received them (code de la consommation, art. L221-24). Then note “Refunded” on the order.',
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
};

export const withdrawalNotice = defineMail<WithdrawalNoticeModel>({
  ...shopMail('withdrawal-notice', texts, (model, reader) => ({
    person: oneLine(model.customer, 100),
    whatText: `withdrawal-notice.${model.dueOn !== null ? 'refund' : model.hasRest ? 'rest' : 'whole'}`,
    due: model.dueOn === null ? '' : dateWords(model.dueOn, reader.locale, true),
    amount: priceWords(model.totalCents, reader.locale),
  })),
  subject: () => 'withdrawal-notice.heading',
  fixtures: [
    { ...hostile, hasRest: false, dueOn: 20_810 },
    { ...hostile, hasRest: true, dueOn: null },
    { ...hostile, hasRest: false, dueOn: null, stopUrl: null },
  ],
});
