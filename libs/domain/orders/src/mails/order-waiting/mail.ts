import { defineMail, formatInstant, type MailTexts, webUrl } from '@halles/platform/mail';
import { forContact, hostileContents } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** An order that nobody answered in time, for whoever may answer it or knows who can. */
export interface OrderWaitingModel extends ShopMailModel {
  /** Since when it waits. */
  readonly since: Date;
  /** The pages, each with a button, that accept and refuse it without an account. */
  readonly acceptUrl: string;
  readonly refuseUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-waiting.heading': 'Commande sans réponse\u00a0: {customer}, {slot}',
    'order-waiting.what':
      'Elle attend depuis le {since}. Acceptez-la ou refusez-la\u00a0: sans réponse, la collectivité vous appelle et votre client peut aller ailleurs.',
    'order-waiting.shop': 'Commerce',
    'order-waiting.shop-line': 'Commerce\u00a0: {listing}',
    'order-waiting.customer': 'Client',
    'order-waiting.customer-line': 'Client\u00a0: {customer}',
    'order-waiting.action': 'Ouvrir dans votre espace',
    'order-waiting.action-line': 'Ouvrir dans votre espace\u00a0: {orderUrl}',
    'order-waiting.why':
      'Vous recevez ce message parce que votre adresse est celle d’un commerce sur «\u00a0{portal}\u00a0» qui prend des commandes, et que personne n’y a répondu pendant ses heures d’ouverture.',
  },
  en: {
    'order-waiting.heading': 'Order without an answer: {customer}, {slot}',
    'order-waiting.what':
      'It has waited since {since}. Accept or refuse it: without an answer the local authority calls you, and your customer may go elsewhere.',
    'order-waiting.shop': 'Shop',
    'order-waiting.shop-line': 'Shop: {listing}',
    'order-waiting.customer': 'Customer',
    'order-waiting.customer-line': 'Customer: {customer}',
    'order-waiting.action': 'Open in your space',
    'order-waiting.action-line': 'Open in your space: {orderUrl}',
    'order-waiting.why':
      'You receive this message because your address is that of a business on “{portal}” that takes orders, and nobody there answered while it was open.',
  },
};

const fixture: OrderWaitingModel = {
  ...hostileContents,
  customer: 'Odile <b>Fournier</b>',
  since: new Date('2026-12-04T08:12:00Z'),
  ...forContact,
  orderUrl: 'https://commerces.example/pro/commerces/12/commandes/1',
  acceptUrl: 'https://commerces.example/repondre/1',
  refuseUrl: 'https://commerces.example/repondre/1?choix=refuser',
};

export const orderWaiting = defineMail<OrderWaitingModel>({
  ...shopMail('order-waiting', texts, (model, reader) => ({
    since: formatInstant(model.since, reader),
    // A list is answered with prices: there is nothing to accept.
    acceptText: model.lines.length === 0 ? 'order.answer-list' : 'order.accept',
    acceptLineText: model.lines.length === 0 ? 'order.answer-list-line' : 'order.accept-line',
    acceptUrl: webUrl(model.acceptUrl),
    refuseUrl: webUrl(model.refuseUrl),
  })),
  subject: () => 'order-waiting.subject',
  fixtures: [
    fixture,
    { ...fixture, ...{ lines: [], totalCents: 0 } },
    { ...fixture, kind: 'reservation', customer: 'Marc', stopUrl: null },
  ],
});
