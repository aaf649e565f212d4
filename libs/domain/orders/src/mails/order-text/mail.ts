import { phoneWords } from '@halles/kernel';
import { defineMail, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';

/** What a text message says of an order that nobody answered: no word of its customer, whoever's the phone is by now. */
export interface OrderTextModel {
  readonly listing: string;
  /** "2026-0042". */
  readonly number: string;
  /** Where it would have gone, E.164: a trial without a gateway shows it in the mailbox. */
  readonly phone: string;
  /** The order in the merchant's space. */
  readonly orderUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-text.subject': 'Texto\u00a0: la commande {number} attend votre réponse',
    'order-text.message': '{portal}\u00a0: la commande {number} attend la réponse de {listing}. {orderUrl}',
    'order-text.trial': 'Essai sans passerelle\u00a0: ce texto serait parti au {phone}.',
    'order-text.why':
      'Ce message tient lieu d’un texto, envoyé par «\u00a0{portal}\u00a0» quand une commande reste sans réponse pendant les heures d’ouverture.',
  },
  en: {
    'order-text.subject': 'Text message: order {number} awaits your answer',
    'order-text.message': '{portal}: order {number} awaits the answer of {listing}. {orderUrl}',
    'order-text.trial': 'Trial without a gateway: this text message would have gone to {phone}.',
    'order-text.why':
      'This message stands for a text message, sent by “{portal}” when an order is left without an answer during opening hours.',
  },
};

export const orderText = defineMail<OrderTextModel>({
  name: 'order-text',
  folder: 'libs/domain/orders/src/mails',
  texts,
  values: ({ listing, number, phone, orderUrl }) => ({
    listing: oneLine(listing, 60),
    number: oneLine(number, 20),
    phone: phoneWords(phone),
    orderUrl: webUrl(orderUrl),
  }),
  safeForAnyone: ['listing', 'number', 'phone', 'orderUrl'],
  safeInSubject: ['number'],
  fixtures: [
    {
      listing: 'Épicerie <fine> d’Hautefort & fils',
      number: '2026-0042',
      phone: '+33639981234',
      orderUrl: 'https://commerces.example/pro/commerces/12/commandes/1',
    },
  ],
});
