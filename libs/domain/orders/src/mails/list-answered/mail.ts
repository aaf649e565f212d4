import {
  defineMail,
  formatInstant,
  joinMailTexts,
  type MailTexts,
  oneLine,
  paragraphsOf,
  quoteText,
  webUrl,
} from '@halles/platform/mail';
import { termsWords } from '../../order-terms';
import { contentsOf, hostileContents, type OrderContents } from '../order-contents';
import { orderMailTexts } from '../order-texts';

/** What a shop answers to a list, for who sent it. Nothing that the customer typed is in it. */
export interface ListAnsweredModel extends OrderContents {
  /** What the shop wrote with it. */
  readonly message: string | null;
  readonly until: Date;
  /** "12 rue des Halles, Valence". */
  readonly place: string;
  readonly seller: string;
  /** The page on which the customer agrees, or does not. */
  readonly answerUrl: string;
}

const texts: MailTexts = {
  fr: {
    'list-answered.subject': 'Votre liste {number}\u00a0: un prix vous est proposé',
    'list-answered.heading': 'Le commerce a chiffré votre liste\u00a0: {listing}',
    'list-answered.what':
      'Rien n’est dû tant que vous n’avez pas donné votre accord. Répondez avant le {until}\u00a0: sans réponse, votre demande prend fin.',
    'list-answered.message': 'Message du commerce',
    'list-answered.place': 'Adresse',
    'list-answered.place-line': 'Adresse\u00a0: {place}',
    'list-answered.action': 'Voir et répondre',
    'list-answered.action-line': 'Voir et répondre\u00a0: {answerUrl}',
    'list-answered.why':
      'Vous recevez ce message parce que cette adresse a servi à envoyer une liste sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, n’en tenez pas compte.',
  },
  en: {
    'list-answered.subject': 'Your list {number}: a price for you to look at',
    'list-answered.heading': 'The shop has priced your list: {listing}',
    'list-answered.what':
      'Nothing is owed until you agree. Answer before {until}: without an answer your request ends.',
    'list-answered.message': 'Message from the shop',
    'list-answered.place': 'Address',
    'list-answered.place-line': 'Address: {place}',
    'list-answered.action': 'Look and answer',
    'list-answered.action-line': 'Look and answer: {answerUrl}',
    'list-answered.why':
      'You receive this message because this address was used to send a list on “{portal}”. If that was not you, ignore it.',
  },
};

const fixture: ListAnsweredModel = {
  ...hostileContents,
  message: 'Pas de poires cette semaine, <b>désolée</b>.\n\n<script>alert(1)</script>',
  until: new Date('2026-12-04T17:00:00Z'),
  place: '12 bis rue du Faubourg-Saint-Honoré, Bordeaux',
  seller: 'Épicerie <fine> d’Hautefort & fils SARL, SIRET 12345678900012',
  answerUrl: 'https://commerces.example/commande/abc/proposition',
};

export const listAnswered = defineMail<ListAnsweredModel>({
  name: 'list-answered',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: () => 'list-answered.subject',
  values: (model, reader) => ({
    ...contentsOf(model, reader),
    message: model.message === null ? [] : paragraphsOf(model.message),
    quoted: model.message === null ? [] : quoteText(model.message),
    until: formatInstant(model.until, reader),
    place: model.place,
    seller: oneLine(model.seller, 200),
    terms: termsWords(model.kind, model.lines, reader.locale),
    answerUrl: webUrl(model.answerUrl),
  }),
  safeInSubject: ['number'],
  // The merchant's words and ours: who sends a list for another's address says nothing in it.
  safeForAnyone: [
    ...(['listing', 'number', 'slot', 'lines', 'totalCents', 'kind'] as const),
    ...(['message', 'until', 'place', 'seller', 'answerUrl'] as const),
  ],
  fixtures: [fixture, { ...fixture, kind: 'reservation', message: null }],
});
