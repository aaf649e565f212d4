import type { OrderPayment } from '../payments/order-payment';
import type { Order } from '../order';
import { orderNote } from './order-note';

const TOTAL = 2_290;
const payment = {
  ...{ cents: TOTAL, state: 'captured', capturedCents: TOTAL, refundedCents: 0, counterCents: 0 },
  ...{ paidAt: null, refunds: [], isContested: false, problem: null },
} as const satisfies OrderPayment;

const noteOf = (paid: OrderPayment | null, cardCents: number, locale: 'fr' | 'en' = 'fr'): string => {
  const at = new Date('2026-12-05T09:10:00Z');
  const order = {
    ...{ id: 'o', kind: 'order', locale, number: { year: 2026, number: 42 }, state: 'collected' },
    ...{ fulfilment: 'pickup', feeCents: 0, point: null, address: null, unweighed: 0, withdrawnCents: 0 },
    slot: { from: at, until: at },
    customer: { name: 'Odile', email: null, phone: null },
    totalCents: TOTAL,
    payment: paid,
    withdrawals: [],
    events: [{ event: 2, state: 'collected', at }],
    lines: [
      {
        ...{ position: 1, name: 'Moule', choices: [], quantity: 1, unitCents: TOTAL, totalCents: TOTAL },
        ...{ weight: null, vatRate: 2_000, minimumAge: null, withdrawal: 'right' },
      },
    ],
  } as unknown as Order;
  const seller = { name: 'Le Pain du Coin', legalName: null, siret: null, address: '12 rue des Halles' };
  const settings = {
    title: { fr: 'Le Kiosque', en: 'The Kiosk' },
    timeZone: 'Europe/Paris',
    demonstration: false,
  };
  const facts = { seller, cardCents } as unknown as Parameters<typeof orderNote>[1];
  const term = locale === 'fr' ? 'Règlement' : 'Payment';
  const note = orderNote(order, facts, settings);
  return note?.facts.find((fact) => fact.term === term)?.value.replaceAll('\u00a0', ' ') ?? '';
};

describe('how the note of a hand-over says that it was paid', () => {
  it.each([
    ['at the shop, where nothing was to be paid by card', null, 0, 'Au commerce'],
    ['by card', payment, TOTAL, 'En ligne, par carte'],
    [
      'not at all, where the card was not charged and the shop took nothing',
      { ...payment, state: 'cancelled', capturedCents: 0 },
      0,
      '22,90 € restant à payer',
    ],
    [
      'not by what was held on a card that then refused it',
      { ...payment, state: 'authorised', capturedCents: 0, problem: 'charge_expired' },
      TOTAL,
      '22,90 € restant à payer',
    ],
    [
      'at the shop, once the shop says that it took it',
      { ...payment, state: 'cancelled', capturedCents: 0, counterCents: TOTAL },
      0,
      'Au commerce',
    ],
    [
      'in parts',
      { ...payment, capturedCents: 1_000, counterCents: 1_000 },
      1_000,
      '10,00 € en ligne, par carte, 10,00 € au commerce, 2,90 € restant à payer',
    ],
  ] as const)('%s', (_, paid, cardCents, words) => {
    expect(noteOf(paid, cardCents)).toBe(words);
  });

  it('in English too', () => {
    const unpaid = { ...payment, state: 'cancelled', capturedCents: 0 } as const;
    expect(noteOf(unpaid, 0, 'en')).toBe('€22.90 left to pay');
  });
});
