import type { TenantSettings } from '@halles/contracts';
import { vatShares } from '@halles/domain/catalogue';
import { dateWords, isoOfDay, wallTime } from '@halles/domain/hours';
import { type Locale, priceWords } from '@halles/kernel';
import type { PrintedDocument } from '@halles/platform/letters';
import { feeShares } from '../fulfilment/fee';
import { receptionPlace } from '../fulfilment/fulfilment-words';
import { type Order, orderNumber } from '../order';
import { toCollectCents } from '../payments/payment';
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
    byCard: (amount: string) => `${amount} en ligne, par carte`,
    atCounter: (amount: string) => `${amount} au commerce`,
    left: (amount: string) => `${amount} restant à payer`,
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
    byCard: (amount: string) => `${amount} online, by card`,
    atCounter: (amount: string) => `${amount} at the shop`,
    left: (amount: string) => `${amount} left to pay`,
    net: 'Total without taxes',
    total: 'Total, taxes included',
    demonstration: 'Demonstration portal',
  },
} as const satisfies Record<Locale, object>;

/** What a note keeps of the hand-over: it says the same ever after. */
export interface NoteFacts {
  readonly seller: SellerFacts;
  /** What of it was paid by card, or held on it. */
  readonly cardCents: number;
}

/**
 * How what was handed over was paid, in the words of a language. Of an order that was to be paid by card the shop says what it took
 * itself: what neither the card nor the shop was paid is said to be left, as long as it is. Pure.
 */
function paidWords(
  { cardCents, leftCents }: { readonly cardCents: number; readonly leftCents: number },
  total: number,
  locale: Locale,
): string {
  const words = WORDS[locale];
  const left = Math.min(leftCents, total);
  // What the card was held for, and could not be charged, it did not pay.
  const card = Math.min(cardCents, total - left);
  const counter = total - left - card;
  if (left === 0 && card === 0) return words.counter;
  if (left === 0 && counter === 0) return words.card;
  return [
    ...(card === 0 ? [] : [words.byCard(priceWords(card, locale))]),
    ...(counter === 0 ? [] : [words.atCounter(priceWords(counter, locale))]),
    ...(left === 0 ? [] : [words.left(priceWords(left, locale))]),
  ].join(', ');
}

/**
 * What was handed over and paid, as the note of services lists it (arrêté du 3 octobre 1983, art. 3): who, for whom, when, where,
 * each thing with its quantity and price, the total without and with taxes, and how it was paid. It is made by the hand-over, and
 * stays as it was then, but for what was left to pay: once that is paid, the note says so. Null before it. Pure.
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
      { term: words.paid, value: paidWords({ cardCents, leftCents: toCollectCents(order) }, total, locale) },
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
