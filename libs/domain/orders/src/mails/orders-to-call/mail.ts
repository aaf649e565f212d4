import { defineMail, type MailTexts, webUrl } from '@halles/platform/mail';

/** Orders that their shops do not answer, for the town that is to call: how many, and where they are listed. */
export interface OrdersToCallModel {
  readonly count: number;
  /** All that wait, older ones included. */
  readonly waiting: number;
  readonly consoleUrl: string;
}

const texts: MailTexts = {
  fr: {
    'orders-to-call.subject':
      '{count, plural, one {Une commande à rappeler} other {{count} commandes à rappeler}}',
    'orders-to-call.lead':
      '{count, plural, one {Un commerce ne répond pas à une commande} other {Des commerces ne répondent pas à {count} commandes}}, malgré nos relances pendant les heures d’ouverture. Un appel suffit souvent\u00a0: la console donne le numéro, et ce qui a été tenté.',
    'orders-to-call.waiting':
      '{waiting, plural, one {Une commande attend en tout.} other {{waiting} commandes attendent en tout.}}',
    'orders-to-call.action': 'Ouvrir les commandes à rappeler',
    'orders-to-call.why':
      'Vous recevez ce message parce que votre adresse est celle du contact de «\u00a0{portal}\u00a0»\u00a0: un par heure au plus.',
  },
  en: {
    'orders-to-call.subject':
      '{count, plural, one {An order to call about} other {{count} orders to call about}}',
    'orders-to-call.lead':
      '{count, plural, one {A shop does not answer an order} other {Shops do not answer {count} orders}}, although we sent reminders during opening hours. A call is often enough: the console has the number, and what was tried.',
    'orders-to-call.waiting':
      '{waiting, plural, one {One order waits in all.} other {{waiting} orders wait in all.}}',
    'orders-to-call.action': 'Open the orders to call about',
    'orders-to-call.why':
      'You get this message because your address is that of the contact of “{portal}”: one an hour at most.',
  },
};

const fixture: OrdersToCallModel = {
  count: 4,
  waiting: 7,
  consoleUrl: 'https://console.example/territoires/bordeaux/commandes',
};

export const ordersToCall = defineMail<OrdersToCallModel>({
  name: 'orders-to-call',
  folder: 'libs/domain/orders/src/mails',
  texts,
  values: ({ count, waiting, consoleUrl }) => ({ count, waiting, consoleUrl: webUrl(consoleUrl) }),
  fixtures: [fixture, { ...fixture, count: 1, waiting: 1 }],
});
