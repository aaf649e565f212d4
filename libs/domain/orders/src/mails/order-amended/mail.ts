import { defineMail, type MailTexts } from '@halles/platform/mail';
import { forContact, hostileContents } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** What the customer of an order answered to what its shop proposed, for whoever prepares it. */
export interface OrderAmendedModel extends ShopMailModel {
  /** `lapsed`: they said nothing in time, or what was proposed was sold meanwhile. */
  readonly outcome: 'agreed' | 'declined' | 'lapsed';
}

const texts: MailTexts = {
  fr: {
    'order-amended.agreed.heading': 'Proposition acceptée\u00a0: {customer}, {slot}',
    'order-amended.agreed.what':
      'La commande est confirmée avec vos changements. Préparez exactement ce qui suit.',
    'order-amended.declined.heading': 'Proposition refusée\u00a0: {customer}, {slot}',
    'order-amended.declined.what':
      'La commande reste telle qu’elle a été passée, et attend votre réponse\u00a0: acceptez-la entière, refusez-la, ou proposez autre chose.',
    'order-amended.lapsed.heading': 'Proposition restée sans effet\u00a0: {customer}, {slot}',
    'order-amended.lapsed.what':
      'Votre client n’a pas répondu à temps, ou un produit a été vendu entre-temps. La commande reste telle qu’elle a été passée\u00a0: appelez votre client, acceptez-la, refusez-la, ou proposez autre chose.',
    'order-amended.shop': 'Commerce',
    'order-amended.shop-line': 'Commerce\u00a0: {listing}',
    'order-amended.action': 'Voir la commande',
    'order-amended.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'order-amended.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0» qui prend des commandes.',
  },
  en: {
    'order-amended.agreed.heading': 'Proposal agreed to: {customer}, {slot}',
    'order-amended.agreed.what': 'The order is confirmed with your changes. Prepare exactly what follows.',
    'order-amended.declined.heading': 'Proposal declined: {customer}, {slot}',
    'order-amended.declined.what':
      'The order stays as it was placed, and awaits your answer: accept it whole, refuse it, or propose something else.',
    'order-amended.lapsed.heading': 'Proposal without effect: {customer}, {slot}',
    'order-amended.lapsed.what':
      'Your customer did not answer in time, or a product was sold meanwhile. The order stays as it was placed: call your customer, accept it, refuse it, or propose something else.',
    'order-amended.shop': 'Shop',
    'order-amended.shop-line': 'Shop: {listing}',
    'order-amended.action': 'See the order',
    'order-amended.action-line': 'See the order: {orderUrl}',
    'order-amended.why':
      'You receive this message because you keep a business on “{portal}” that takes orders.',
  },
};

const fixture: OrderAmendedModel = {
  ...hostileContents,
  customer: 'Odile <b>Fournier</b>',
  outcome: 'agreed',
  ...forContact,
};

export const orderAmended = defineMail<OrderAmendedModel>({
  ...shopMail('order-amended', texts, (model) => ({
    headingText: `order-amended.${model.outcome}.heading`,
    whatText: `order-amended.${model.outcome}.what`,
  })),
  subject: ({ outcome }) => `order-amended.${outcome}.heading`,
  fixtures: [
    fixture,
    { ...fixture, kind: 'reservation', customer: 'Marc', outcome: 'declined', stopUrl: null },
    { ...fixture, outcome: 'lapsed' },
  ],
});
