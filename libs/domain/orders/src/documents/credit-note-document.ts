import type { TenantSettings } from '@halles/contracts';
import { vatShares } from '@halles/domain/catalogue';
import { dateWords, isoOfDay, wallTime } from '@halles/domain/hours';
import { type Locale, priceWords } from '@halles/kernel';
import type { PrintedDocument } from '@halles/platform/letters';
import { type CreditedLine, creditNumber, type CreditNote, isOfAdvance } from '../credit-notes/credit-note';
import { taxedAt } from '../fulfilment/fee';
import { feeLabel } from '../fulfilment/fulfilment-words';
import { type Order, orderNumber } from '../order';
import { chosenWords, taxWords } from '../order-terms';
import { countedLineWords, countedWords } from '../order-weight-words';
import { isOnCard } from '../payments/payment';
import { sellerLine, type SellerFacts } from '../terms/seller';
import { handedOverAt, type WithdrawnLine } from '../withdrawal';

const WORDS = {
  fr: {
    heading: 'Avoir',
    about: (note: string, day: string, order: string) => `Avoir ${note} du ${day}, sur la commande ${order}`,
    seller: 'Commerce',
    address: 'Adresse',
    ordered: 'Commande',
    of: (number: string, day: string) => `${number} du ${day}`,
    handedOver: (number: string, day: string) => `${number}, remise le ${day}`,
    why: 'Motif',
    causes: {
      withdrawal: 'Rétractation du client',
      return: 'Article manquant ou défectueux, remboursé par le commerce',
      cancellation: 'Commande payée en ligne, puis annulée avant sa remise',
      weight: 'Poids final inférieur à ce qui avait été payé en ligne',
      other: 'Remboursé en ligne par le commerce',
    },
    ofAdvance: {
      cancellation: 'Commande payée d’avance, puis annulée',
      other: 'Payé d’avance et rendu par le commerce',
    },
    how: 'Remboursement',
    card: 'Sur la carte qui a payé',
    counter: 'Par le commerce, comme la commande a été payée',
    both: (card: string, counter: string) =>
      `${card} sur la carte qui a payé, ${counter} par le commerce, comme la commande a été payée`,
    less: (line: string) => `${line}, différence de poids`,
    part: (line: string) => `${line}, remboursement partiel`,
    net: 'Total hors taxes',
    total: 'Total de l’avoir, taxes comprises',
    rounding:
      'La TVA est calculée une fois par taux, sur la somme des lignes taxes comprises, arrondie au centime le plus proche.',
    roundingAfter:
      'La TVA est calculée une fois par taux, sur la somme de tout ce qui a été rendu de cette commande, arrondie au centime le plus proche, moins celle des avoirs précédents.',
    demonstration: 'Portail de démonstration',
  },
  en: {
    heading: 'Credit note',
    about: (note: string, day: string, order: string) => `Credit note ${note} of ${day}, on order ${order}`,
    seller: 'Shop',
    address: 'Address',
    ordered: 'Order',
    of: (number: string, day: string) => `${number} of ${day}`,
    handedOver: (number: string, day: string) => `${number}, handed over on ${day}`,
    why: 'Reason',
    causes: {
      withdrawal: 'Withdrawal by the customer',
      return: 'Missing or faulty item, refunded by the shop',
      cancellation: 'Order paid online, then cancelled before it was handed over',
      weight: 'Final weight below what had been paid online',
      other: 'Refunded online by the shop',
    },
    ofAdvance: {
      cancellation: 'Order paid in advance, then cancelled',
      other: 'Paid in advance and given back by the shop',
    },
    how: 'Refund',
    card: 'To the card that paid',
    counter: 'By the shop, as the order was paid',
    both: (card: string, counter: string) =>
      `${card} to the card that paid, ${counter} by the shop, as the order was paid`,
    less: (line: string) => `${line}, difference in weight`,
    part: (line: string) => `${line}, refund in part`,
    net: 'Total without taxes',
    total: 'Total of the credit note, taxes included',
    rounding:
      'VAT is computed once per rate, on the sum of the lines with taxes, rounded to the nearest cent.',
    roundingAfter:
      'VAT is computed once per rate, on the sum of all that was given back of this order, rounded to the nearest cent, less that of the credit notes before.',
    demonstration: 'Demonstration portal',
  },
} as const satisfies Record<Locale, object>;

/** What of a note goes back to a card: a server of the release before did not write it down. Pure. */
export const cardCentsOf = (
  { isPrepaid, cardCents, cents }: Pick<CreditNote, 'isPrepaid' | 'cardCents' | 'cents'>,
  { payment }: Pick<Order, 'payment'>,
): number => cardCents ?? (isPrepaid || isOnCard(payment) ? cents : 0);

/** How the money of a note goes back, in the words of a language. Pure. */
export function wayBackWords(
  note: Pick<CreditNote, 'isPrepaid' | 'cardCents' | 'cents'>,
  order: Pick<Order, 'locale' | 'payment'>,
): string {
  const { locale } = order;
  const words = WORDS[locale];
  const cardCents = cardCentsOf(note, order);
  if (cardCents === 0) return words.counter;
  if (cardCents === note.cents) return words.card;
  return words.both(priceWords(cardCents, locale), priceWords(note.cents - cardCents, locale));
}

/** Why a note was made. Pure. */
function causeWords(note: Pick<CreditNote, 'cause' | 'isPrepaid' | 'cardCents'>, locale: Locale): string {
  const { causes, ofAdvance } = WORDS[locale];
  const { cause } = note;
  return isOfAdvance(note) && (cause === 'cancellation' || cause === 'other')
    ? ofAdvance[cause]
    : causes[cause];
}

/** A line of a note: how much of it is given back, and of what. Pure. */
export function creditedWords(
  line: Omit<CreditedLine, 'unitCents' | 'position'>,
  cause: CreditNote['cause'],
  locale: Locale,
): string {
  const words = WORDS[locale];
  const what = countedLineWords(line, locale);
  if (cause === 'weight') return words.less(what);
  return line.isAmount === true ? words.part(what) : what;
}

/** A line as it was withdrawn from, or given back, for where others follow. Pure. */
export function withdrawnWords(line: WithdrawnLine, locale: Locale): string {
  const what = countedWords(line, chosenWords(line, locale), locale);
  return line.isAmount === true ? WORDS[locale].part(what) : what;
}

/**
 * A credit note as it is printed and shown: who gives what back, of which order and why, without and with taxes, as it was when it
 * was made. Nothing of who ordered: the address that it is mailed to may be somebody else's. Pure.
 * @param seller of a note that does not say it
 */
export function creditNoteDocument(
  note: CreditNote,
  order: Order,
  seller: SellerFacts,
  { title, timeZone, demonstration }: Pick<TenantSettings, 'title' | 'timeZone' | 'demonstration'>,
): PrintedDocument {
  const { locale, fulfilment } = order;
  const words = WORDS[locale];
  const taxed = [...note.lines, ...note.fee];
  const tax = vatShares(taxed.map(taxedAt), note.earlier.map(taxedAt)).reduce(
    (sum, share) => sum + share.tax,
    0,
  );
  const feeCents = note.fee.reduce((sum, { totalCents }) => sum + totalCents, 0);
  const dayOf = (at: Date): string => {
    const { day } = wallTime(timeZone, at.getTime());
    return `${dateWords(day, locale)} ${isoOfDay(day).slice(0, 4)}`;
  };
  const handedOver = handedOverAt(order);
  const { address, ...who } = note.seller ?? seller;
  const number = orderNumber(order.number);
  return {
    locale,
    heading: words.heading,
    about: words.about(creditNumber(note.number), dayOf(note.at), number),
    facts: [
      { term: words.seller, value: sellerLine(who, locale) },
      { term: words.address, value: address },
      {
        term: words.ordered,
        value:
          note.isPrepaid || handedOver === null
            ? words.of(number, dayOf(order.createdAt))
            : words.handedOver(number, dayOf(handedOver)),
      },
      { term: words.why, value: causeWords(note, locale) },
      { term: words.how, value: wayBackWords(note, order) },
    ],
    rows: [
      ...note.lines.map((line) => ({
        text: creditedWords(line, note.cause, locale),
        amount: priceWords(line.totalCents, locale),
      })),
      ...(feeCents === 0
        ? []
        : [{ text: feeLabel(fulfilment, locale), amount: priceWords(feeCents, locale) }]),
      { text: words.net, amount: priceWords(note.cents - tax, locale) },
      { text: words.total, amount: priceWords(note.cents, locale), isTotal: true },
    ],
    notes: [
      ...taxWords(taxed, locale, note.earlier),
      note.earlier.length === 0 ? words.rounding : words.roundingAfter,
    ],
    sections: [],
    portal: title[locale],
    demonstration: demonstration ? words.demonstration : null,
  };
}
