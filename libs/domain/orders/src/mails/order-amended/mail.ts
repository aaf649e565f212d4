import { defineMail, type MailTexts } from '@halles/platform/mail';
import { forContact, hostileContents } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** What the customer of an order answered to what its shop proposed, for whoever prepares it. */
export interface OrderAmendedModel extends ShopMailModel {
  /** `lapsed`: they said nothing in time, or what was proposed was sold meanwhile. */
  readonly outcome: 'agreed' | 'declined' | 'lapsed' | `weight-${'agreed' | 'declined' | 'lapsed'}`;
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
    'order-amended.weight-agreed.heading': 'Nouveau prix accepté\u00a0: {customer}, {slot}',
    'order-amended.weight-agreed.what': 'Votre client accepte le poids et son prix. Voici la commande.',
    'order-amended.weight-declined.heading': 'Nouveau prix refusé\u00a0: {customer}, {slot}',
    'order-amended.weight-declined.what':
      'Votre client refuse le nouveau prix. Voici la commande, avec ce que vous aviez proposé dans ce cas.',
    'order-amended.weight-lapsed.heading':
      'Question sur le poids restée sans réponse\u00a0: {customer}, {slot}',
    'order-amended.weight-lapsed.what':
      'Votre client n’a pas répondu à temps. Enregistrez la pesée\u00a0: il paie au plus le maximum qu’il a accepté. Ou appelez-le.',
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
    'order-amended.weight-agreed.heading': 'New price agreed to: {customer}, {slot}',
    'order-amended.weight-agreed.what':
      'Your customer agrees to the weight and its price. This is the order.',
    'order-amended.weight-declined.heading': 'New price declined: {customer}, {slot}',
    'order-amended.weight-declined.what':
      'Your customer declines the new price. This is the order, with what you had offered for that case.',
    'order-amended.weight-lapsed.heading': 'No answer about the weight: {customer}, {slot}',
    'order-amended.weight-lapsed.what':
      'Your customer did not answer in time. Save the weights: they pay at most the maximum that they agreed to. Or call them.',
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
  subject: ({ outcome }) => `order-amended.${outcome}.subject`,
  fixtures: [
    fixture,
    { ...fixture, kind: 'reservation', customer: 'Marc', outcome: 'declined', stopUrl: null },
    { ...fixture, outcome: 'lapsed' },
    { ...fixture, outcome: 'weight-agreed' },
    { ...fixture, outcome: 'weight-declined' },
    { ...fixture, outcome: 'weight-lapsed' },
  ],
});
