import type { TenantSettings } from '@halles/contracts';
import { vatShares } from '@halles/domain/catalogue';
import { dateWords, isoOfDay, wallTime } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { type Locale, priceWords } from '@halles/kernel';
import type { PrintedDocument } from '@halles/platform/letters';
import { feeShares } from '../fulfilment/fee';
import { receptionPlace } from '../fulfilment/fulfilment-words';
import { type Order, orderNumber } from '../order';
import { sellerWords, taxWords } from '../order-terms';
import { addressOf } from '../terms/sale-terms';
import { receivedAt, wantedLines } from '../withdrawal';
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
    net: 'Total without taxes',
    total: 'Total, taxes included',
    demonstration: 'Demonstration portal',
  },
} as const satisfies Record<Locale, object>;

/**
 * What was handed over and paid, as the note of services lists it (arrêté du 3 octobre 1983, art. 3): who, for whom, when, where,
 * each thing with its quantity and price, the total without and with taxes. Null before the hand-over. Pure.
 */
export function orderNote(
  order: Order,
  listing: Listing,
  { title, timeZone, demonstration }: Pick<TenantSettings, 'title' | 'timeZone' | 'demonstration'>,
  now: Date,
): PrintedDocument | null {
  const received = receivedAt(order);
  if (received === null) return null;
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
    about: words.about(orderNumber(order.number), dayOf(now)),
    facts: [
      { term: words.seller, value: sellerWords(listing) },
      { term: words.address, value: addressOf(listing.address) },
      ...(order.customer === null ? [] : [{ term: words.customer, value: order.customer.name }]),
      { term: words.day, value: dayOf(received) },
      { term: words.place, value: receptionPlace(order) ?? addressOf(listing.address) },
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
