import type { Order, OrderPayment } from '@halles/domain/orders';
import type { PageScope } from '../rendering/page-scope';
import { isRefundedOnline, paymentBadge, paymentNotes } from './order-payment-words';
import { presentWithdrawnForShop } from './order-page/withdrawal.presenter';

const scope = {
  locale: 'fr',
  settings: { timeZone: 'Europe/Paris' },
  texts: { line: (key: string) => key },
} as unknown as PageScope;
const payment = (state: OrderPayment['state'], cents: number, refundedCents = 0): OrderPayment => ({
  ...{ state, cents, capturedCents: cents, refundedCents, isContested: false, problem: null },
  ...{ paidAt: null, refundedAt: null },
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
  const [shown] = presentWithdrawnForShop(of, scope);
  expect([shown?.next, isRefundedOnline(of)]).toEqual([`orders.withdrawal.handling.${key}`, isOnline]);
});

it('tells its shop to have an order paid that goes on after the bank let go of the card', () => {
  const gone = order(payment('cancelled', 2_400), { state: 'ready', withdrawals: [] });
  expect([paymentBadge(gone, scope).paidOnline, paymentNotes(gone, scope)]).toEqual([
    'payments.card.failed',
    ['payments.holdGone'],
  ]);
  const over = { ...gone, state: 'cancelled' as const };
  expect([paymentBadge(over, scope), paymentNotes(over, scope)]).toEqual([{}, []]);
});
