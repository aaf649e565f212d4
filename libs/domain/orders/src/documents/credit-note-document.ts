import type { TenantSettings } from '@halles/contracts';
import { vatShares } from '@halles/domain/catalogue';
import { dateWords, isoOfDay, wallTime } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { type Locale, priceWords } from '@halles/kernel';
import type { PrintedDocument } from '@halles/platform/letters';
import { creditNumber, type CreditNote } from '../credit-notes/credit-note';
import { feeLabel } from '../fulfilment/fulfilment-words';
import { type Order, orderNumber } from '../order';
import { sellerWords, taxWords } from '../order-terms';
import { countedLineWords } from '../order-weight-words';
import { counterRefundCents, isOnCard } from '../payments/payment';
import { addressOf } from '../terms/sale-terms';
import { receivedAt } from '../withdrawal';

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
    },
    how: 'Remboursement',
    card: 'Sur la carte qui a payé',
    counter: 'Par le commerce, comme la commande a été payée',
    both: 'Sur la carte pour ce qui a été payé en ligne, par le commerce pour le reste',
    less: (line: string) => `${line}, différence de poids`,
    net: 'Total hors taxes',
    total: 'Total de l’avoir, taxes comprises',
    rounding:
      'La TVA est calculée une fois par taux, sur la somme des lignes taxes comprises, arrondie au centime le plus proche.',
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
    },
    how: 'Refund',
    card: 'To the card that paid',
    counter: 'By the shop, as the order was paid',
    both: 'To the card for what was paid online, by the shop for the rest',
    less: (line: string) => `${line}, difference in weight`,
    net: 'Total without taxes',
    total: 'Total of the credit note, taxes included',
    rounding:
      'VAT is computed once per rate, on the sum of the lines with taxes, rounded to the nearest cent.',
    demonstration: 'Demonstration portal',
  },
} as const satisfies Record<Locale, object>;

/** How its money goes back. Pure. */
function wayBack(order: Order, { isPrepaid }: CreditNote): 'card' | 'counter' | 'both' {
  if (isPrepaid) return 'card';
  if (!isOnCard(order.payment)) return 'counter';
  return counterRefundCents(order) === 0 ? 'card' : 'both';
}

/**
 * A credit note as it is printed and shown: who gives what back, of which order and why, without and with taxes. Nothing of who
 * ordered: the address that it is mailed to may be somebody else's. Pure.
 */
export function creditNoteDocument(
  note: CreditNote,
  order: Order,
  listing: Listing,
  { title, timeZone, demonstration }: Pick<TenantSettings, 'title' | 'timeZone' | 'demonstration'>,
): PrintedDocument {
  const { locale, fulfilment } = order;
  const words = WORDS[locale];
  const taxed = [...note.lines, ...note.fee];
  const tax = vatShares(taxed.map(({ totalCents, vatRate }) => ({ totalCents, rate: vatRate }))).reduce(
    (sum, share) => sum + share.tax,
    0,
  );
  const feeCents = note.fee.reduce((sum, { totalCents }) => sum + totalCents, 0);
  const dayOf = (at: Date): string => {
    const { day } = wallTime(timeZone, at.getTime());
    return `${dateWords(day, locale)} ${isoOfDay(day).slice(0, 4)}`;
  };
  const received = receivedAt(order);
  const number = orderNumber(order.number);
  return {
    locale,
    heading: words.heading,
    about: words.about(creditNumber(note.number), dayOf(note.at), number),
    facts: [
      { term: words.seller, value: sellerWords(listing) },
      { term: words.address, value: addressOf(listing.address) },
      {
        term: words.ordered,
        value:
          note.isPrepaid || received === null
            ? words.of(number, dayOf(order.createdAt))
            : words.handedOver(number, dayOf(received)),
      },
      { term: words.why, value: words.causes[note.cause] },
      { term: words.how, value: words[wayBack(order, note)] },
    ],
    rows: [
      ...note.lines.map((line) => {
        const what = countedLineWords(line, locale);
        return {
          text: note.cause === 'weight' ? words.less(what) : what,
          amount: priceWords(line.totalCents, locale),
        };
      }),
      ...(feeCents === 0
        ? []
        : [{ text: feeLabel(fulfilment, locale), amount: priceWords(feeCents, locale) }]),
      { text: words.net, amount: priceWords(note.cents - tax, locale) },
      { text: words.total, amount: priceWords(note.cents, locale), isTotal: true },
    ],
    notes: [...taxWords(taxed, locale), words.rounding],
    sections: [],
    portal: title[locale],
    demonstration: demonstration ? words.demonstration : null,
  };
}
