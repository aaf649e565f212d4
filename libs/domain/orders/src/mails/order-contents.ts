import {
  ALLERGENS,
  type CancellationRule,
  MAX_CHOICES,
  MAX_OPTION_GROUPS,
  type OrderFulfilment,
  type OrderKind,
} from '@halles/contracts';
import { allergenWords } from '@halles/domain/catalogue';
import { type Locale, priceWords } from '@halles/kernel';
import { type MailValues, oneLine, webUrl } from '@halles/platform/mail';
import { feeShares } from '../fulfilment/fee';
import { feeLabel, receptionTime } from '../fulfilment/fulfilment-words';
import type { OrderLine } from '../order';
import { type AgreedLine, taxWords } from '../order-terms';
import { type OnlinePaymentState, paymentWords } from '../payments/payment-words';
import { countedLineWords, mostOf, weightNote } from '../order-weight-words';

/** What every mail about an order says of it. */
export interface OrderContents {
  readonly listing: string;
  /** "2026-0042". */
  readonly number: string;
  readonly slot: { readonly from: Date; readonly until: Date };
  readonly lines: readonly (AgreedLine &
    Pick<
      OrderLine,
      'name' | 'choices' | 'quantity' | 'unitCents' | 'totalCents' | 'vatRate' | 'allergens'
    >)[];
  /** Of the lines and the fee. */
  readonly totalCents: number;
  readonly kind: OrderKind;
  readonly fulfilment: OrderFulfilment;
  /** Of delivery or sending. */
  readonly feeCents: number;
  /** Name and address of the collection point; null where it is not collected at one. */
  readonly point: string | null;
  /** Of what is sent: how its shop asked to be paid before; null: it said nothing, or it is not sent. */
  readonly paymentInstructions: string | null;
  /** Its shop noted all that is to be paid before it is sent. */
  readonly isPaidInAdvance?: boolean;
  /** Its shop noted something as paid before it is sent, whatever it gave back since. */
  readonly hasAdvance?: boolean;
  /** How far its payment online is; null where it is paid at the counter. */
  readonly payment: OnlinePaymentState | null;
  /** Until when its customer may cancel, as it was agreed upon; null: nothing was. */
  readonly cancellation: CancellationRule | null;
}

/** Of what mails say of an order, what nobody who orders for another's address has typed. */
export const CONTENTS_SAFE_FOR_ANYONE = [
  'listing',
  'number',
  'slot',
  'lines',
  'totalCents',
  'kind',
  'fulfilment',
  'feeCents',
  'point',
  'paymentInstructions',
  'cancellation',
  'payment',
] as const satisfies readonly (keyof OrderContents)[];

/** What every mail to somebody of the shop has besides. */
export interface ForShop {
  /** The order in the merchant's space. */
  readonly orderUrl: string;
  /** Where the reader of a further address ends that orders go there; null for who handles the orders. */
  readonly stopUrl: string | null;
}

/** Its values for a template, and by which text it says why it is sent. @param why the text for who handles the orders. Pure. */
export const forShopOf = ({ orderUrl, stopUrl }: ForShop, why: string): MailValues => ({
  orderUrl: webUrl(orderUrl),
  stopUrl: stopUrl === null ? '' : webUrl(stopUrl),
  whyText: stopUrl === null ? why : 'order.why-contact',
});

/** By which texts the time of an order is named. */
const TIME_TEXTS: Readonly<Record<OrderFulfilment, string>> = {
  pickup: 'order.slot',
  'collection-point': 'order.slot',
  delivery: 'order.delivery',
  post: 'order.post',
};

/** A product with all its choices and their prices: none is left out. */
export const LONGEST_LINE = 120 + MAX_OPTION_GROUPS * MAX_CHOICES * 80;

/** Its values for a template, in words. Pure. */
export function contentsOf(
  { listing, number, slot, lines, totalCents, fulfilment, feeCents, point, payment }: OrderContents,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): MailValues {
  const most = mostOf(lines);
  return {
    listing: oneLine(listing, 120),
    number: oneLine(number, 20),
    slot: receptionTime({ fulfilment, slot }, timeZone, locale),
    slotText: TIME_TEXTS[fulfilment],
    slotLineText: `${TIME_TEXTS[fulfilment]}-line`,
    point: oneLine(point ?? '', 250),
    lines: [
      ...lines.map((line) => ({
        what: oneLine(countedLineWords(line, locale), LONGEST_LINE),
        weight: weightNote(line, locale) ?? '',
        total: priceWords(line.totalCents, locale),
        allergens: allergenWords(line.allergens, locale) ?? '',
      })),
      ...(feeCents === 0
        ? []
        : [
            {
              what: feeLabel(fulfilment, locale),
              weight: '',
              total: priceWords(feeCents, locale),
              allergens: '',
            },
          ]),
    ],
    // A list without prices has none.
    total: lines.length === 0 ? '' : priceWords(totalCents, locale),
    totalText: most === null ? 'order.total' : 'order.estimate',
    totalLineText: most === null ? 'order.total-line' : 'order.estimate-line',
    most: most === null ? '' : priceWords(most + feeCents, locale),
    taxes: taxWords([...lines, ...feeShares(feeCents, lines)], locale),
    payment: payment === null ? '' : paymentWords(payment, { locale, timeZone }),
  };
}

/** Of a further address, for fixtures. */
export const forContact: ForShop = {
  orderUrl: 'https://commerces.example/pro/commerces/12/commandes/1',
  stopUrl: 'https://commerces.example/commandes-adresse/abc',
};

/** Contents that break layouts, for fixtures. */
export const hostileContents: OrderContents = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  number: '2026-0042',
  slot: { from: new Date('2026-12-05T09:00:00Z'), until: new Date('2026-12-05T09:30:00Z') },
  lines: [
    {
      name: 'Pain de campagne <b>au levain</b>',
      choices: [
        { group: 'Coupe', name: 'Tranché <fin>', cents: 0 },
        { group: 'Garniture', name: 'Graines-de-courge-et-de-tournesol-et-de-pavot', cents: 20 },
      ],
      quantity: 2,
      unitCents: 420,
      totalCents: 840,
      weight: null,
      vatRate: 550,
      minimumAge: null,
      withdrawal: 'perishable',
      allergens: ALLERGENS,
    },
    {
      name: 'Coffret-de-liqueurs-dont-le-nom-ne-se-coupe-pas-et-qui-est-très-long',
      choices: [],
      quantity: 12,
      unitCents: 9_900,
      totalCents: 118_800,
      weight: null,
      vatRate: 2_000,
      minimumAge: 18,
      withdrawal: 'right',
      allergens: [],
    },
    {
      name: 'Rôti de bœuf <maturé> & ficelé-à-la-main-par-la-maison',
      choices: [{ group: 'Préparation', name: 'Avec barde', cents: 150 }],
      quantity: 1,
      unitCents: 3_140,
      totalCents: 4_710,
      weight: { by: 'weight', grams: 1_500, finalGrams: null, mostCents: 5_181 },
      vatRate: 550,
      minimumAge: null,
      withdrawal: 'perishable',
      allergens: [],
    },
    {
      name: 'Poulet fermier',
      choices: [],
      quantity: 2,
      unitCents: 1_290,
      totalCents: 3_973,
      weight: { by: 'piece', grams: 2_800, finalGrams: 3_120, mostCents: 3_973 },
      vatRate: 550,
      minimumAge: null,
      withdrawal: 'perishable',
      allergens: [],
    },
  ],
  totalCents: 128_323,
  kind: 'order',
  fulfilment: 'pickup',
  feeCents: 0,
  point: null,
  paymentInstructions: null,
  payment: null,
  cancellation: 'eve',
};

/** Of what was paid online, for fixtures. */
export const hostilePayment: OnlinePaymentState = {
  ...{ kind: 'paid', cents: 119_640, refundedCents: 4_710, dueBackCents: 840, leftCents: 9_033 },
  counterCents: 0,
  paidAt: new Date('2026-12-04T23:30:00Z'),
  refunds: [
    { cents: 4_200, at: new Date('2026-12-05T08:00:00Z') },
    { cents: 510, at: null },
  ],
};
