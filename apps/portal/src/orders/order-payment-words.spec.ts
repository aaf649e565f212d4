import type { Listing } from '@halles/domain/listings';
import type { Order, OrderPayment } from '@halles/domain/orders';
import type { PageScope } from '../rendering/page-scope';
import { dueWords, endedLead, isRefundedOnline, paymentBadge, paymentNotes } from './order-payment-words';
import { presentWithdrawn, presentWithdrawnForShop } from './order-page/withdrawal.presenter';

const scope = {
  locale: 'fr',
  settings: { timeZone: 'Europe/Paris' },
  texts: {
    line: (key: string, { amount }: { readonly amount?: string } = {}) =>
      amount === undefined ? key : `${key} ${amount.replace('\u00a0', ' ')}`,
  },
} as unknown as PageScope;
const payment = (state: OrderPayment['state'], cents: number, refundedCents = 0): OrderPayment => ({
  ...{ state, cents, capturedCents: cents, refundedCents, isContested: false, problem: null },
  ...{ paidAt: null, refunds: [], counterCents: 2_400 - cents },
});
const withdrawal = {
  ...{
    id: 'w',
    positions: [],
    amountCents: 2_400,
    feeCents: 0,
    isRefundDue: true,
    isByShop: false,
    refundedAt: null,
  },
  ...{ at: new Date(0), customer: null },
};
const order = (paid: OrderPayment | null, more: Partial<Order> = {}): Order =>
  ({
    ...{ state: 'collected', fulfilment: 'pickup', totalCents: 2_400, unweighed: 0, lines: [] },
    ...{ kind: 'order', withdrawnCents: 0, isList: false },
    ...{ withdrawals: [withdrawal], payment: paid },
    ...more,
  }) as unknown as Order;

it.each([
  ['at the counter, where it was paid', order(null), 'due', false],
  ['to the card alone', order(payment('captured', 2_400)), 'onCard', true],
  [
    'to the card alone, also where the provider refuses it for now',
    order({ ...payment('captured', 2_400), problem: 'insufficient_funds' }),
    ...(['onCard', true] as const),
  ],
  ['to the card first', order(payment('captured', 2_000)), 'inPart', true],
  [
    'at the counter for the rest, once the card has its own',
    order(payment('captured', 2_000, 2_000)),
    'inPart',
    false,
  ],
] as const)('tells its shop that money goes back %s', (_, of, key, isOnline) => {
  const [shown] = presentWithdrawnForShop(of, new Date(0), scope);
  expect([shown?.next, isRefundedOnline(of)]).toEqual([
    `orders.withdrawal.handling.${key} 24,00 € orders.withdrawal.awaitedOf.pickup`,
    isOnline,
  ]);
});

it('tells its customer that an order which came to nothing is given back, or was', () => {
  const advance = { cents: 2_400, at: new Date(0) };
  const lead = (cents: number, state: Order['state'] = 'cancelled') =>
    endedLead(
      order(null, {
        state,
        advance: cents === 0 ? advance : { ...advance, returned: { cents, at: new Date(0) } },
      }),
      scope,
    );
  expect([lead(0), lead(1_000), lead(2_400), lead(2_400, 'refused'), lead(0, 'accepted')]).toEqual([
    'payments.advance.ended.cancelled',
    'payments.advance.ended.cancelled',
    'payments.advance.endedReturned.cancelled',
    'payments.advance.endedReturned.refused',
    null,
  ]);
});

const refused = { ...payment('authorised', 2_400), capturedCents: 0, problem: 'card_declined' };

it('tells its shop on each screen to have an order paid that goes on though the card is not charged', () => {
  for (const [paid, note] of [
    [payment('cancelled', 2_400), 'payments.holdGone 24,00 €'],
    [refused, 'payments.chargeRefused 24,00 €'],
  ] as const)
    for (const state of ['accepted', 'ready', 'collected'] as const) {
      const gone = order(paid, { state, withdrawals: [] });
      expect([
        paymentBadge(gone, scope).paidOnline,
        paymentNotes(gone, scope)[0],
        dueWords(gone, scope),
      ]).toEqual([
        'payments.card.failed 24,00 €',
        note,
        ['payments.card.notCharged', 'orders.due.left 24,00 €'],
      ]);
    }
  const over = order(payment('cancelled', 2_400), { state: 'cancelled', withdrawals: [] });
  expect([paymentBadge(over, scope), paymentNotes(over, scope)]).toEqual([{}, []]);
});

it('tells its shop what is left beside the card, until it notes that it took it', () => {
  const short = order({ ...payment('captured', 2_317), counterCents: 0 }, { withdrawals: [] });
  expect([paymentBadge(short, scope).paidOnline, paymentNotes(short, scope), dueWords(short, scope)]).toEqual(
    [
      'payments.card.inPart 0,83 €',
      ['payments.toCollect 0,83 €'],
      ['orders.due.online 23,17 €', 'orders.due.left 0,83 €'],
    ],
  );
  const noted = order(payment('captured', 2_317), { withdrawals: [] });
  expect([paymentBadge(noted, scope).paidOnline, paymentNotes(noted, scope), dueWords(noted, scope)]).toEqual(
    [
      'payments.card.captured',
      [],
      ['orders.due.online 23,17 €', 'orders.due.settled 0,83 €', 'orders.due.nothing 0,00 €'],
    ],
  );
});

it('has goods brought back whose money went back to the card at once, on both pages, until their time is over', () => {
  const back = { ...withdrawal, refundedAt: new Date(60_000), feeCents: 650, amountCents: 3_230 };
  const refunded = order(payment('captured', 2_400, 2_400), { withdrawals: [back] });
  const listing = { name: 'Librairie' } as unknown as Listing;
  const shown = (now: Date) =>
    [presentWithdrawn(refunded, listing, now, scope), presentWithdrawnForShop(refunded, now, scope)].map(
      ([one]) => one?.next,
    );
  expect(shown(new Date(0))).toEqual([
    'orders.withdrawal.bringBackOf.pickup orders.withdrawal.refundedOnCard',
    'orders.withdrawal.refundedOnCard orders.withdrawal.awaitedOf.pickup',
  ]);
  expect(shown(new Date('1970-02-01'))).toEqual([
    ...['orders.withdrawal.refundedOnCard', 'orders.withdrawal.refundedOnCard'],
  ]);
  // The fee is no part of what the goods cost.
  expect(presentWithdrawn(refunded, listing, new Date(0), scope)[0]).toMatchObject({
    what: 'orders.withdrawal.done 25,80 €',
    fee: 'orders.withdrawal.fee 6,50 €',
  });
});
