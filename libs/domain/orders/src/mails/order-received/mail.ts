import { phoneWords } from '@halles/kernel';
import { defineMail, type MailTexts, oneLine, paragraphsOf, quoteText, webUrl } from '@halles/platform/mail';
import { forContact, hostileContents, hostilePayment } from '../order-contents';
import { isPaidOnline } from '../../payments/payment-words';
import { shopMail, type ShopMailModel } from '../shop-mail';

/** An order that came in, for whoever prepares it: everything that is needed without opening the inbox. */
export interface OrderReceivedModel extends ShopMailModel {
  /** E.164; null where none was left. */
  readonly phone: string | null;
  readonly email: string | null;
  /** Who collects it for the customer; null: they come themselves. */
  readonly collector: string | null;
  readonly note: string | null;
  /** Where it is delivered or sent to, as the customer typed it; null where they collect it. */
  readonly address: string | null;
  /** Whether an agent of the town entered it for its customer, under the mandate of the shop. */
  readonly isByTown: boolean;
  /** The pages, each with a button, that accept and refuse it without an account. */
  readonly acceptUrl: string;
  readonly refuseUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-received.order.heading': 'Nouvelle commande\u00a0: {customer}, {slot}',
    'order-received.reservation.heading': 'Nouvelle réservation\u00a0: {customer}, {slot}',
    'order-received.order.what':
      'À payer par votre client. Acceptez-la pour que votre client sache que vous la préparez.',
    'order-received.online.what':
      'Payée en ligne\u00a0: la somme est réservée sur la carte de votre client, et débitée quand vous acceptez. Il n’y a rien à encaisser.',
    'order-received.reservation.what':
      'Sans engagement de votre client. Acceptez-la pour qu’il sache que vous la gardez.',
    'order-received.by-town': 'Prise au téléphone par un agent de la collectivité, avec votre mandat.',
    'order-received.adults': 'Réservé aux majeurs\u00a0: demandez une pièce d’identité à la remise.',
    'order-received.shop': 'Commerce',
    'order-received.customer': 'Client',
    'order-received.phone': 'Téléphone',
    'order-received.email': 'Adresse électronique',
    'order-received.collector': 'Qui vient la chercher',
    'order-received.address': 'À livrer ou à envoyer à',
    'order-received.note': 'Message du client',
    'order-received.field-line': '{label}\u00a0: {value}',
    'order-received.action': 'Ouvrir dans votre espace',
    'order-received.action-line': 'Ouvrir dans votre espace\u00a0: {orderUrl}',
    'order-received.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0» qui prend des commandes.',
  },
  en: {
    'order-received.order.heading': 'New order: {customer}, {slot}',
    'order-received.reservation.heading': 'New reservation: {customer}, {slot}',
    'order-received.order.what':
      'To be paid by your customer. Accept it, so that your customer knows that you prepare it.',
    'order-received.online.what':
      'Paid online: the amount is held on the card of your customer, and charged once you accept. There is nothing to collect.',
    'order-received.reservation.what':
      'Your customer is not bound by it. Accept it, so that they know that you keep it.',
    'order-received.by-town':
      'Entered by an agent of the local authority for somebody on the phone, with your mandate.',
    'order-received.adults': 'Adults only: ask for proof of age when you hand it over.',
    'order-received.shop': 'Shop',
    'order-received.customer': 'Customer',
    'order-received.phone': 'Phone',
    'order-received.email': 'Email',
    'order-received.collector': 'Who collects it',
    'order-received.address': 'To be delivered or sent to',
    'order-received.note': 'Message from the customer',
    'order-received.field-line': '{label}: {value}',
    'order-received.action': 'Open in your space',
    'order-received.action-line': 'Open in your space: {orderUrl}',
    'order-received.why':
      'You receive this message because you keep a business on “{portal}” that takes orders.',
  },
};

export const orderReceived = defineMail<OrderReceivedModel>({
  ...shopMail('order-received', texts, (model) => ({
    headingText: `order-received.${model.kind}.heading`,
    whatText: `order-received.${isPaidOnline(model.payment) ? 'online' : model.kind}.what`,
    isForAdults: model.lines.some(({ minimumAge }) => minimumAge !== null),
    isByTown: model.isByTown,
    phone: model.phone === null ? '' : phoneWords(model.phone),
    email: oneLine(model.email ?? '', 254),
    collector: oneLine(model.collector ?? '', 100),
    address: oneLine(model.address ?? '', 250),
    note: model.note === null ? [] : paragraphsOf(model.note),
    quoted: model.note === null ? [] : quoteText(model.note),
    acceptUrl: webUrl(model.acceptUrl),
    refuseUrl: webUrl(model.refuseUrl),
  })),
  subject: ({ kind }) => `order-received.${kind}.subject`,
  mayLink: ['email'],
  fixtures: [
    {
      ...hostileContents,
      customer: 'Odile <b>Fournier</b>',
      phone: '+33536491010',
      email: 'odile@four.example',
      fulfilment: 'delivery',
      feeCents: 350,
      totalCents: 128_673,
      address: '3 impasse <des> Glycines-Odorantes, 26000 Valence',
      payment: { ...hostilePayment, kind: 'held' },
      isByTown: true,
      collector: 'Paul <i>Roux</i>',
      note: 'Bien cuit, s’il vous plaît.\n\n<script>alert(1)</script>',
      ...forContact,
      acceptUrl: 'https://commerces.example/repondre/1',
      refuseUrl: 'https://commerces.example/repondre/1?choix=refuser',
    },
    {
      ...hostileContents,
      kind: 'reservation',
      customer: 'Marc',
      phone: null,
      email: 'marc@four.example',
      address: null,
      collector: null,
      note: null,
      isByTown: false,
      orderUrl: 'https://commerces.example/pro/commerces/12/commandes/2',
      acceptUrl: 'https://commerces.example/repondre/2',
      refuseUrl: 'https://commerces.example/repondre/2?choix=refuser',
      stopUrl: null,
    },
  ],
});
