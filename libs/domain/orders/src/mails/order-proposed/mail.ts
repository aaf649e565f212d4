import {
  defineMail,
  formatInstant,
  joinMailTexts,
  type MailTexts,
  oneLine,
  webUrl,
} from '@halles/platform/mail';
import { priceWords } from '@halles/kernel';
import type { AmendmentChange } from '../../amendments/amendment';
import { changeWords } from '../../amendments/amendment-words';
import { termsWords, methodsPaid } from '../../order-terms';
import {
  CONTENTS_SAFE_FOR_ANYONE,
  contentsOf,
  hostileContents,
  LONGEST_LINE,
  type OrderContents,
} from '../order-contents';
import { orderMailTexts } from '../order-texts';

/** What a shop proposes instead of what was ordered, for its customer. Nothing that the customer typed is in it. */
export interface OrderProposedModel extends OrderContents {
  /** What differs from the order. */
  readonly changes: readonly AmendmentChange[];
  /** Of a weight beyond what was agreed upon: what who declines has instead; null: something is missing. */
  readonly declined: 'agreed-price' | 'removed' | null;
  /** Of the order as it is. */
  readonly beforeCents: number;
  readonly until: Date;
  /** "12 rue des Halles, Valence". */
  readonly place: string;
  readonly seller: string;
  /** The page on which the customer answers. */
  readonly answerUrl: string;
}

const texts: MailTexts = {
  fr: {
    'order-proposed.subject': 'Votre commande {number}\u00a0: un changement à accepter ou à refuser',
    'order-proposed.heading': 'Un changement vous est proposé\u00a0: {listing}',
    'order-proposed.what':
      'Tout n’est pas disponible. Voici ce qui peut être préparé\u00a0: répondez avant le {until}. Sans réponse, rien ne change, et votre commande n’est pas confirmée.',
    'order-proposed.what.agreed-price':
      'La pesée dépasse le prix maximum que vous avez accepté. Dites si le nouveau prix vous convient, avant le {until}\u00a0: si vous refusez, vous payez le maximum convenu et rien de plus. Sans réponse, le commerce décide, sans jamais dépasser ce maximum.',
    'order-proposed.what.removed':
      'La pesée dépasse le prix maximum que vous avez accepté. Dites si le nouveau prix vous convient, avant le {until}\u00a0: si vous refusez, l’article est retiré de votre commande. Sans réponse, le commerce décide, sans jamais dépasser ce maximum.',
    'order-proposed.changes': 'Ce qui change',
    'order-proposed.before': 'Total commandé',
    'order-proposed.before-line': 'Total commandé\u00a0: {before}',
    'order-proposed.place': 'Adresse',
    'order-proposed.place-line': 'Adresse\u00a0: {place}',
    'order-proposed.action': 'Voir et répondre',
    'order-proposed.action-line': 'Voir et répondre\u00a0: {answerUrl}',
    'order-proposed.why':
      'Vous recevez ce message parce que cette adresse a servi à commander sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, n’en tenez pas compte.',
  },
  en: {
    'order-proposed.subject': 'Your order {number}: a change to accept or to decline',
    'order-proposed.heading': 'A change is proposed to you: {listing}',
    'order-proposed.what':
      'Not everything is there. This is what can be prepared: answer before {until}. Without an answer nothing changes, and your order is not confirmed.',
    'order-proposed.what.agreed-price':
      'The scales say more than the highest price that you agreed to. Say whether the new price suits you before {until}: if you decline, you pay the agreed maximum and nothing more. Without an answer the shop decides, and never goes beyond that maximum.',
    'order-proposed.what.removed':
      'The scales say more than the highest price that you agreed to. Say whether the new price suits you before {until}: if you decline, the item is taken out of your order. Without an answer the shop decides, and never goes beyond that maximum.',
    'order-proposed.changes': 'What changes',
    'order-proposed.before': 'Total as ordered',
    'order-proposed.before-line': 'Total as ordered: {before}',
    'order-proposed.place': 'Address',
    'order-proposed.place-line': 'Address: {place}',
    'order-proposed.action': 'Look and answer',
    'order-proposed.action-line': 'Look and answer: {answerUrl}',
    'order-proposed.why':
      'You receive this message because this address was used to order on “{portal}”. If that was not you, ignore it.',
  },
};

/** What is missing is named besides the line that stands for it. */
const LONGEST_CHANGE = LONGEST_LINE + 200;

const fixture: OrderProposedModel = {
  ...hostileContents,
  changes: hostileContents.lines.flatMap((line): AmendmentChange[] => [
    { kind: 'missing', line },
    { kind: 'fewer', line: { ...line, quantity: 300 }, quantity: line.quantity },
    { kind: 'instead', line: { ...line, insteadOf: 'Brioche-tressée-du-dimanche <au beurre> & au sucre' } },
  ]),
  declined: null,
  beforeCents: 119_640,
  until: new Date('2026-12-04T17:00:00Z'),
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  seller: 'Épicerie <fine> d’Hautefort & fils SARL, SIRET 12345678900012',
  answerUrl: 'https://commerces.example/commande/abc/proposition',
};

export const orderProposed = defineMail<OrderProposedModel>({
  name: 'order-proposed',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: () => 'order-proposed.subject',
  values: (model, reader) => ({
    ...contentsOf(model, reader),
    changes: model.changes.map((change) => oneLine(changeWords(change, reader.locale), LONGEST_CHANGE)),
    whatText: model.declined === null ? 'order-proposed.what' : `order-proposed.what.${model.declined}`,
    before: priceWords(model.beforeCents, reader.locale),
    until: formatInstant(model.until, reader),
    place: model.place,
    seller: oneLine(model.seller, 200),
    terms: termsWords(model.kind, model.lines, reader.locale, model, methodsPaid(model.payment)),
    answerUrl: webUrl(model.answerUrl),
  }),
  safeInSubject: ['number'],
  // The merchant's words and ours: who orders for another's address says nothing in it.
  safeForAnyone: [
    ...CONTENTS_SAFE_FOR_ANYONE,
    'changes',
    'declined',
    'beforeCents',
    'until',
    'place',
    'seller',
    'answerUrl',
  ],
  fixtures: [
    fixture,
    { ...fixture, kind: 'reservation' },
    { ...fixture, declined: 'agreed-price' },
    { ...fixture, declined: 'removed' },
  ],
});
