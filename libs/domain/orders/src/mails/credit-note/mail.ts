import { dateWords, isoOfDay, wallTime } from '@halles/domain/hours';
import { priceWords } from '@halles/kernel';
import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import type { CreditCause, CreditedLine } from '../../credit-notes/credit-note';
import { creditedWords } from '../../documents/credit-note-document';
import { LONGEST_LINE } from '../order-contents';
import { orderMailTexts } from '../order-texts';

/** A credit note, for the customer of its order. Nothing that they typed is in it. */
export interface CreditNoteModel {
  readonly listing: string;
  /** Of the order: "2026-0042". */
  readonly number: string;
  /** "A-2026-0001". */
  readonly note: string;
  readonly at: Date;
  readonly cause: CreditCause;
  readonly lines: readonly CreditedLine[];
  /** What its fee is called and comes to; null where none goes back. */
  readonly fee: { readonly label: string; readonly cents: number } | null;
  readonly totalCents: number;
  /** Of it what goes back to the card; the rest its shop gives back. */
  readonly cardCents: number;
  readonly seller: string;
  /** The page of the note. */
  readonly noteUrl: string;
}

const texts: MailTexts = {
  fr: {
    'credit-note.subject': 'Avoir {note} sur votre commande {number}',
    'credit-note.heading': 'Avoir {note}\u00a0: {total}',
    'credit-note.what': '{listing} vous rend de l’argent sur la commande {number}. L’avoir est joint en PDF.',
    'credit-note.card': 'Ce qui a été payé par carte y retourne, sous quelques jours.',
    'credit-note.counter': 'Le commerce vous rend l’argent comme vous avez payé.',
    'credit-note.both':
      'Sur la carte qui a payé, sous quelques jours\u00a0: {card}. Rendu par le commerce, comme vous avez payé\u00a0: {counter}.',
    'credit-note.day': 'Date de l’avoir',
    'credit-note.day-line': 'Date de l’avoir\u00a0: {day}',
    'credit-note.total': 'Total rendu, taxes comprises',
    'credit-note.total-line': 'Total rendu, taxes comprises\u00a0: {total}',
    'credit-note.action': 'Voir l’avoir',
    'credit-note.action-line': 'Voir l’avoir\u00a0: {noteUrl}',
    'credit-note.why':
      'Vous recevez ce message parce que cette adresse a servi à commander sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'credit-note.subject': 'Credit note {note} on your order {number}',
    'credit-note.heading': 'Credit note {note}: {total}',
    'credit-note.what':
      '{listing} gives you money back on order {number}. The credit note is attached as PDF.',
    'credit-note.card': 'What was paid by card goes back there, within a few days.',
    'credit-note.counter': 'The shop gives you the money back as you paid.',
    'credit-note.both':
      '{card} go back to the card that paid, within a few days. The shop gives you {counter} back, as you paid them.',
    'credit-note.day': 'Date of the credit note',
    'credit-note.day-line': 'Date of the credit note: {day}',
    'credit-note.total': 'Total given back, taxes included',
    'credit-note.total-line': 'Total given back, taxes included: {total}',
    'credit-note.action': 'See the credit note',
    'credit-note.action-line': 'See the credit note: {noteUrl}',
    'credit-note.why': 'You receive this message because this address was given with an order on “{portal}”.',
  },
};

const fixture: CreditNoteModel = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  number: '2026-0042',
  note: 'A-2026-0001',
  at: new Date('2026-12-09T16:42:00Z'),
  cause: 'return',
  lines: [
    {
      ...{ name: 'Assortiment-de-carnets-dont-le-nom-est-très-long-et-ne-se-coupe-pas', choices: [] },
      ...{ quantity: 12, unitCents: 9_900, totalCents: 118_800, vatRate: 2_000, weight: null },
    },
  ],
  fee: { label: 'Frais de livraison', cents: 350 },
  totalCents: 119_150,
  cardCents: 119_150,
  seller: 'Épicerie <fine> d’Hautefort & fils SARL, SIRET 12345678900012',
  noteUrl: 'https://commerces.example/commande/abc/avoir/A-2026-0001',
};

const wayOf = ({ cardCents, totalCents }: CreditNoteModel): 'card' | 'counter' | 'both' =>
  cardCents === 0 ? 'counter' : cardCents === totalCents ? 'card' : 'both';

export const creditNoteMail = defineMail<CreditNoteModel>({
  name: 'credit-note',
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, texts),
  subject: () => 'credit-note.subject',
  values: (model, { locale, timeZone }) => {
    const { day } = wallTime(timeZone, model.at.getTime());
    const { fee } = model;
    return {
      listing: oneLine(model.listing, 120),
      number: oneLine(model.number, 20),
      note: oneLine(model.note, 20),
      day: `${dateWords(day, locale)} ${isoOfDay(day).slice(0, 4)}`,
      lines: [
        ...model.lines.map((line) => ({
          what: oneLine(creditedWords(line, model.cause, locale), LONGEST_LINE + 40),
          total: priceWords(line.totalCents, locale),
        })),
        ...(fee === null ? [] : [{ what: fee.label, total: priceWords(fee.cents, locale) }]),
      ],
      total: priceWords(model.totalCents, locale),
      wayText: `credit-note.${wayOf(model)}`,
      card: priceWords(model.cardCents, locale),
      counter: priceWords(model.totalCents - model.cardCents, locale),
      seller: oneLine(model.seller, 200),
      noteUrl: webUrl(model.noteUrl),
    };
  },
  // The merchant's words and ours.
  safeForAnyone: [
    ...(['listing', 'number', 'note', 'at', 'cause', 'lines', 'fee', 'totalCents', 'cardCents'] as const),
    ...(['seller', 'noteUrl'] as const),
  ],
  safeInSubject: ['number', 'note'],
  fixtures: [
    fixture,
    { ...fixture, fee: null, cardCents: 0 },
    { ...fixture, cardCents: 4_710, lines: fixture.lines.map((line) => ({ ...line, isAmount: true })) },
  ],
});
