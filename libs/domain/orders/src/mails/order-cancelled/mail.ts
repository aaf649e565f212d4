import { defineMail, type MailTexts } from '@halles/platform/mail';
import { forContact, hostileContents } from '../order-contents';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** An order that will not be collected, for whoever would have prepared it. */
export interface OrderCancelledModel extends ShopMailModel {
  /** Who cancelled it; `system`: nobody had answered it; `lapsed`: its customer did not agree to what was answered to their list; `town`: an agent, for the shop. */
  readonly by: 'customer' | 'system' | 'lapsed' | 'town';
}

const texts: MailTexts = {
  fr: {
    'order-cancelled.customer.heading': 'Commande annulée par {customer}\u00a0: {slot}',
    'order-cancelled.customer.what': 'Ne la préparez pas. Ce qui était réservé est de nouveau en vente.',
    'order-cancelled.system.heading': 'Commande restée sans réponse\u00a0: {customer}, {slot}',
    'order-cancelled.system.what':
      'L’heure prévue est passée. Elle est annulée et votre client est prévenu s’il a laissé une adresse électronique.',
    'order-cancelled.town.heading': 'Commande annulée par la collectivité\u00a0: {customer}, {slot}',
    'order-cancelled.town.what':
      'Un agent l’a annulée pour vous, avec votre mandat, et votre client est prévenu. Ne la préparez pas. Ce qui était réservé est de nouveau en vente.',
    'order-cancelled.lapsed.heading': 'Liste sans accord\u00a0: {customer}, {slot}',
    'order-cancelled.lapsed.what':
      'Votre client n’a pas répondu à votre prix avant la fin du délai. La demande est terminée, ne préparez rien.',
    'order-cancelled.shop': 'Commerce',
    'order-cancelled.shop-line': 'Commerce\u00a0: {listing}',
    'order-cancelled.action': 'Voir la commande',
    'order-cancelled.action-line': 'Voir la commande\u00a0: {orderUrl}',
    'order-cancelled.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0» qui prend des commandes.',
  },
  en: {
    'order-cancelled.customer.heading': 'Order cancelled by {customer}: {slot}',
    'order-cancelled.customer.what': 'Do not prepare it. What was set aside is on sale again.',
    'order-cancelled.system.heading': 'Order left without an answer: {customer}, {slot}',
    'order-cancelled.system.what':
      'Its time is over. It is cancelled, and your customer is told if they left an email address.',
    'order-cancelled.town.heading': 'Order cancelled by the local authority: {customer}, {slot}',
    'order-cancelled.town.what':
      'An agent cancelled it for you, with your mandate, and your customer is told. Do not prepare it. What was set aside is on sale again.',
    'order-cancelled.lapsed.heading': 'List without an agreement: {customer}, {slot}',
    'order-cancelled.lapsed.what':
      'Your customer did not answer your price before its end. The request is over, prepare nothing.',
    'order-cancelled.shop': 'Shop',
    'order-cancelled.shop-line': 'Shop: {listing}',
    'order-cancelled.action': 'See the order',
    'order-cancelled.action-line': 'See the order: {orderUrl}',
    'order-cancelled.why':
      'You receive this message because you keep a business on “{portal}” that takes orders.',
  },
};

export const orderCancelled = defineMail<OrderCancelledModel>({
  ...shopMail('order-cancelled', texts, (model) => ({
    headingText: `order-cancelled.${model.by}.heading`,
    whatText: `order-cancelled.${model.by}.what`,
  })),
  subject: ({ by }) => `order-cancelled.${by}.subject`,
  fixtures: [
    {
      ...hostileContents,
      customer: 'Odile <b>Fournier</b>',
      by: 'customer',
      ...forContact,
    },
    {
      ...hostileContents,
      customer: 'Odile <b>Fournier</b>',
      by: 'town',
      ...forContact,
    },
    {
      ...hostileContents,
      ...{ lines: [], totalCents: 0 },
      customer: 'Odile <b>Fournier</b>',
      by: 'lapsed',
      ...forContact,
    },
    {
      ...hostileContents,
      kind: 'reservation',
      customer: 'Marc',
      by: 'system',
      orderUrl: 'https://commerces.example/pro/commerces/12/commandes/2',
      stopUrl: null,
    },
  ],
});
