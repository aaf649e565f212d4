import type { TenantSettings } from '@halles/contracts';
import { vatShares } from '@halles/domain/catalogue';
import { dateWords, isoOfDay, wallTime } from '@halles/domain/hours';
import { type Locale, priceWords } from '@halles/kernel';
import type { PrintedDocument } from '@halles/platform/letters';
import { feeShares } from '../fulfilment/fee';
import { receptionPlace } from '../fulfilment/fulfilment-words';
import { type Order, orderNumber } from '../order';
import { taxWords } from '../order-terms';
import { sellerLine, type SellerFacts } from '../terms/seller';
import { handedOverAt, wantedLines } from '../withdrawal';
import { soldRows } from './order-confirmation';

const WORDS = {
  fr: {
    heading: 'Note',
    about: (number: string, day: string) => `Commande ${number}, note rédigée le ${day}`,
    seller: 'Commerce',
    address: 'Adresse',
    customer: 'Client',
    day: 'Date',
    place: 'Lieu',
    paid: 'Règlement',
    card: 'En ligne, par carte',
    counter: 'Au commerce',
    both: (card: string, counter: string) => `${card} en ligne, par carte, ${counter} au commerce`,
    net: 'Total hors taxes',
    total: 'Total, taxes comprises',
    demonstration: 'Portail de démonstration',
  },
  en: {
    heading: 'Note',
    about: (number: string, day: string) => `Order ${number}, note written on ${day}`,
    seller: 'Shop',
    address: 'Address',
    customer: 'Customer',
    day: 'Date',
    place: 'Place',
    paid: 'Payment',
    card: 'Online, by card',
    counter: 'At the shop',
    both: (card: string, counter: string) => `${card} online, by card, ${counter} at the shop`,
    net: 'Total without taxes',
    total: 'Total, taxes included',
    demonstration: 'Demonstration portal',
  },
} as const satisfies Record<Locale, object>;

/** What a note keeps of the hand-over: it says the same ever after. */
export interface NoteFacts {
  readonly seller: SellerFacts;
  /** What of it was paid by card; the rest was paid at the shop. */
  readonly cardCents: number;
}

/** How what was handed over was paid, in the words of a language. Pure. */
function paidWords(cardCents: number, total: number, locale: Locale): string {
  const words = WORDS[locale];
  if (cardCents === 0) return words.counter;
  if (cardCents >= total) return words.card;
  return words.both(priceWords(cardCents, locale), priceWords(total - cardCents, locale));
}

/**
 * What was handed over and paid, as the note of services lists it (arrêté du 3 octobre 1983, art. 3): who, for whom, when, where,
 * each thing with its quantity and price, the total without and with taxes, and how it was paid. It is made by the hand-over, and
 * stays as it was then. Null before it. Pure.
 */
export function orderNote(
  order: Order,
  { seller, cardCents }: NoteFacts,
  { title, timeZone, demonstration }: Pick<TenantSettings, 'title' | 'timeZone' | 'demonstration'>,
): PrintedDocument | null {
  const handedOver = handedOverAt(order);
  if (handedOver === null) return null;
  const { locale, feeCents } = order;
  const words = WORDS[locale];
  const taxed = [...wantedLines(order), ...feeShares(feeCents, wantedLines(order))];
  const total = taxed.reduce((sum, { totalCents }) => sum + totalCents, 0);
  const shares = vatShares(taxed.map(({ totalCents, vatRate }) => ({ totalCents, rate: vatRate })));
  const net = shares.reduce((sum, { tax }) => sum - tax, total);
  const dayOf = (at: Date): string => {
    const { day } = wallTime(timeZone, at.getTime());
    return `${dateWords(day, locale)} ${isoOfDay(day).slice(0, 4)}`;
  };
  return {
    locale,
    heading: words.heading,
    about: words.about(orderNumber(order.number), dayOf(handedOver)),
    facts: [
      { term: words.seller, value: sellerLine(seller, locale) },
      { term: words.address, value: seller.address },
      ...(order.customer === null ? [] : [{ term: words.customer, value: order.customer.name }]),
      { term: words.day, value: dayOf(handedOver) },
      { term: words.place, value: receptionPlace(order) ?? seller.address },
      { term: words.paid, value: paidWords(cardCents, total, locale) },
    ],
    rows: [
      ...soldRows(order),
      { text: words.net, amount: priceWords(net, locale) },
      { text: words.total, amount: priceWords(total, locale), isTotal: true },
    ],
    notes: taxWords(taxed, locale),
    sections: [],
    portal: title[locale],
    demonstration: demonstration ? words.demonstration : null,
  };
}
