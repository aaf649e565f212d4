import type { TenantSettings } from '@halles/contracts';
import { dateWords, isoOfDay, wallTime } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { type Locale, priceWords } from '@halles/kernel';
import type { PrintedDocument } from '@halles/platform/letters';
import { feeShares } from '../fulfilment/fee';
import { feeLabel, receptionPlace, receptionTime, timeLabel } from '../fulfilment/fulfilment-words';
import { type Order, orderNumber } from '../order';
import { sellerWords, taxWords, termsWords, methodsPaid, withdrawalForm } from '../order-terms';
import { countedLineWords, mostOf, weightNote } from '../order-weight-words';
import { onlinePaymentState, paymentWords } from '../payments/payment-words';
import { addressOf, type SaleTerms } from '../terms/sale-terms';
import { wantedLines } from '../withdrawal';

const WORDS = {
  fr: {
    heading: 'Confirmation de commande',
    about: (number: string, day: string) => `Commande ${number} du ${day}`,
    point: 'Point de retrait',
    place: 'Adresse du commerce',
    payment: 'Paiement',
    seller: 'Vendeur',
    total: 'Total, taxes comprises',
    estimate: 'Total estimé, taxes comprises',
    most: 'Au plus',
    contract: 'Ce qui vaut pour cette commande',
    form: 'Formulaire type de rétractation, à ne remplir et renvoyer que pour se rétracter autrement que sur la page de la commande',
    formAlone: 'Formulaire type de rétractation, à ne remplir et renvoyer que pour se rétracter',
    demonstration: 'Portail de démonstration',
  },
  en: {
    heading: 'Confirmation of order',
    about: (number: string, day: string) => `Order ${number} of ${day}`,
    point: 'Collection point',
    place: 'Address of the shop',
    payment: 'Payment',
    seller: 'Seller',
    total: 'Total, taxes included',
    estimate: 'Estimated total, taxes included',
    most: 'At most',
    contract: 'What holds for this order',
    form: 'Model withdrawal form, to be filled in and sent back only to withdraw otherwise than on the page of the order',
    formAlone: 'Model withdrawal form, to be filled in and sent back only to withdraw',
    demonstration: 'Demonstration portal',
  },
} as const satisfies Record<Locale, object>;

/** What is paid for, with its fee, a row each. Pure. */
export function soldRows(order: Order): PrintedDocument['rows'] {
  const { locale, fulfilment, feeCents } = order;
  return [
    ...wantedLines(order).map((line) => ({
      text: [countedLineWords(line, locale), weightNote(line, locale)].filter(Boolean).join(', '),
      amount: priceWords(line.totalCents, locale),
    })),
    ...(feeCents === 0 ? [] : [{ text: feeLabel(fulfilment, locale), amount: priceWords(feeCents, locale) }]),
  ];
}

/** Whether the shop has made the contract by its word: what it took back is none. Pure. */
export const isContract = ({ state, events }: Pick<Order, 'state' | 'events'>): boolean =>
  state !== 'received' && events.some((event) => event.state === 'accepted');

/** Whether the shop or the town entered an order for somebody on the phone. Pure. */
export const isEnteredByStaff = ({ events }: Pick<Order, 'events'>): boolean =>
  events.some(({ event, actor }) => event === 1 && (actor === 'merchant' || actor === 'town'));

/** Whether its customer, on the phone, gets no link of its page: they left nothing that it could be sent to. Pure. */
const isWithoutPage = (order: Pick<Order, 'events' | 'customer'>): boolean =>
  isEnteredByStaff(order) && order.customer?.email === null && !order.customer.wantsTexts;

/** The model form, which goes with the confirmation (code de la consommation, L221-5); none where there is no such right. */
function formSection(order: Order, listing: Listing): PrintedDocument['sections'] {
  const { kind, number, locale } = order;
  const to = [sellerWords(listing), addressOf(listing.address), listing.email].filter(Boolean).join(', ');
  const paragraphs = withdrawalForm(kind, wantedLines(order), { to, number: orderNumber(number) }, locale);
  // Who is on the phone has no page of it to withdraw on.
  const heading = WORDS[locale][isWithoutPage(order) ? 'formAlone' : 'form'];
  return paragraphs.length === 0 ? [] : [{ heading, paragraphs }];
}

/**
 * The contract as its customer keeps it, with the terms of sale that they accepted (code de la consommation, L221-13: on a
 * durable medium). Nothing that the customer typed is in it: the address may be somebody else's. Pure.
 */
export function orderConfirmation(
  order: Order,
  listing: Listing,
  terms: SaleTerms,
  { title, timeZone, demonstration }: Pick<TenantSettings, 'title' | 'timeZone' | 'demonstration'>,
): PrintedDocument {
  const { locale, fulfilment, feeCents } = order;
  const words = WORDS[locale];
  const lines = wantedLines(order);
  const most = mostOf(lines);
  const standing = onlinePaymentState(order);
  const { day } = wallTime(timeZone, order.createdAt.getTime());
  const fact = (term: string, value: string) => ({ term, value });
  return {
    locale,
    heading: words.heading,
    about: words.about(orderNumber(order.number), `${dateWords(day, locale)} ${isoOfDay(day).slice(0, 4)}`),
    facts: [
      fact(timeLabel(fulfilment, locale), receptionTime(order, timeZone, locale)),
      ...(order.point === null
        ? []
        : [fact(words.point, receptionPlace({ point: order.point, address: null }) ?? '')]),
      fact(words.place, addressOf(listing.address)),
      fact(words.seller, sellerWords(listing)),
      ...(standing === null ? [] : [fact(words.payment, paymentWords(standing, { locale, timeZone }))]),
    ],
    rows: [
      ...soldRows(order),
      {
        text: most === null ? words.total : words.estimate,
        amount: priceWords(
          lines.reduce((sum, { totalCents }) => sum + totalCents, feeCents),
          locale,
        ),
        isTotal: true,
      },
      ...(most === null ? [] : [{ text: words.most, amount: priceWords(most + feeCents, locale) }]),
    ],
    notes: taxWords([...lines, ...feeShares(feeCents, lines)], locale),
    sections: [
      {
        heading: words.contract,
        paragraphs: termsWords(
          order.kind,
          lines,
          locale,
          { ...order, isWithoutPage: isWithoutPage(order) },
          methodsPaid(standing),
        ),
      },
      ...terms.sections,
      ...formSection(order, listing),
    ],
    portal: title[locale],
    demonstration: demonstration ? words.demonstration : null,
  };
}
