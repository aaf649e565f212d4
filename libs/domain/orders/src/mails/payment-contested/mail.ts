import { defineMail, type MailTexts, oneLine } from '@halles/platform/mail';
import { forContact, hostileContents, hostilePayment } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

const texts: MailTexts = {
  fr: {
    'payment-contested.heading': 'Paiement contesté\u00a0: commande {number}',
    'payment-contested.what':
      'La banque de votre client conteste le paiement de cette commande. Répondez-lui dans votre compte Stripe\u00a0: passé le délai qui y est indiqué, la somme est rendue au client.',
    'payment-contested.customer': 'Client',
    'payment-contested.customer-line': 'Client\u00a0: {customer}',
    'payment-contested.shop': 'Commerce',
    'payment-contested.shop-line': 'Commerce\u00a0: {listing}',
    'payment-contested.action': 'Voir la commande',
    'payment-contested.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'payment-contested.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0» qui prend des commandes.',
  },
  en: {
    'payment-contested.heading': 'Contested payment: order {number}',
    'payment-contested.what':
      'The bank of your customer contests the payment of this order. Answer it in your Stripe account: after the time that it shows, the customer is given the amount back.',
    'payment-contested.customer': 'Customer',
    'payment-contested.customer-line': 'Customer: {customer}',
    'payment-contested.shop': 'Shop',
    'payment-contested.shop-line': 'Shop: {listing}',
    'payment-contested.action': 'See the order',
    'payment-contested.action-line': 'See the order: {orderUrl}',
    'payment-contested.why':
      'You receive this message because you keep a business on “{portal}” that takes orders.',
  },
};

const fixture: ShopMailModel = {
  ...hostileContents,
  customer: 'Odile <b>Fournier</b>',
  payment: hostilePayment,
  ...forContact,
};

/** A customer's bank contests a payment, for whoever handles the orders. */
export const paymentContested = defineMail<ShopMailModel>({
  ...shopMail('payment-contested', texts, (model) => ({ customer: oneLine(model.customer, 100) })),
  subject: () => 'payment-contested.heading',
  safeInSubject: ['number'],
  fixtures: [fixture, { ...fixture, stopUrl: null }],
});
