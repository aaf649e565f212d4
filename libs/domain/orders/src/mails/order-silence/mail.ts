import {
  defineMail,
  formatInstant,
  joinMailTexts,
  type MailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';
import { forContact, type ForShop, forShopOf } from '../order-contents';
import { orderMailTexts } from '../order-texts';

/** For whoever handles the orders of a shop that does not answer them. */
export interface OrderSilenceModel extends ForShop {
  readonly listing: string;
  /** Orders in a row without an answer. */
  readonly missed: number;
  /** The platform paused the orders until then; null: it asks whether the shop does. */
  readonly pausedUntil: Date | null;
  /** The page, with a button for each answer. */
  readonly answerUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-silence.asked': '{missed} commandes sans réponse\u00a0: êtes-vous là\u00a0?',
    'order-silence.asked-text':
      'Les {missed} dernières commandes passées chez vous ont pris fin sans réponse, et vos clients n’ont rien eu. Si vous ne pouvez pas répondre, mettez les commandes en pause\u00a0: un geste suffit, un autre les reprend. Si vous êtes là, dites-le.',
    'order-silence.asked-next': 'Sans nouvelle de vous, elles seront mises en pause.',
    'order-silence.paused': 'Vos commandes sont en pause',
    'order-silence.paused-text':
      'Les {missed} dernières commandes passées chez vous ont pris fin sans réponse. Pour que personne ne commande là où personne ne répond, la plateforme les a mises en pause jusqu’au {until}.',
    'order-silence.paused-next': 'Vous pouvez les reprendre dès maintenant, d’un geste.',
    'order-silence.shop-line': 'Commerce\u00a0: {listing}',
    'order-silence.pause': 'Mettre en pause, ou dire que vous êtes là',
    'order-silence.resume': 'Reprendre les commandes',
    'order-silence.why':
      'Vous recevez ce message parce que vous vous occupez des commandes d’un commerce sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'order-silence.asked': '{missed} orders without an answer: are you there?',
    'order-silence.asked-text':
      'The last {missed} orders placed with you ended without an answer, and your customers got nothing. If you cannot answer, pause the orders: one touch does it, another takes them up again. If you are there, say so.',
    'order-silence.asked-next': 'Without a word from you, they will be paused.',
    'order-silence.paused': 'Your orders are paused',
    'order-silence.paused-text':
      'The last {missed} orders placed with you ended without an answer. So that nobody orders where nobody answers, the platform has paused them until {until}.',
    'order-silence.paused-next': 'You may take them up again now, with one touch.',
    'order-silence.shop-line': 'Shop: {listing}',
    'order-silence.pause': 'Pause, or say that you are there',
    'order-silence.resume': 'Take orders again',
    'order-silence.why':
      'You receive this message because you handle the orders of a business on “{portal}”.',
  },
};

const stateOf = ({ pausedUntil }: OrderSilenceModel): 'asked' | 'paused' =>
  pausedUntil === null ? 'asked' : 'paused';

const fixture: OrderSilenceModel = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  missed: 3,
  pausedUntil: null,
  answerUrl: 'https://commerces.example/sans-reponse/1',
  ...forContact,
};

export const orderSilence = defineMail<OrderSilenceModel>({
  name: 'order-silence',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: (model) => `order-silence.${stateOf(model)}`,
  values: (model, reader) => ({
    headingText: `order-silence.${stateOf(model)}`,
    whatText: `order-silence.${stateOf(model)}-text`,
    nextText: `order-silence.${stateOf(model)}-next`,
    actionText: model.pausedUntil === null ? 'order-silence.pause' : 'order-silence.resume',
    listing: oneLine(model.listing, 200),
    missed: model.missed,
    until: model.pausedUntil === null ? '' : formatInstant(model.pausedUntil, reader),
    answerUrl: webUrl(model.answerUrl),
    ...forShopOf(model, 'order-silence.why'),
  }),
  fixtures: [
    fixture,
    { ...fixture, missed: 5, pausedUntil: new Date('2026-12-11T08:12:00Z'), stopUrl: null },
  ],
});
