import { DAY } from '@halles/kernel';
import type { Checkout, GatewayPayment } from '@halles/platform/payments';
import type { OrderState } from '../order-state';
import {
  cardRefundCents,
  counterRefundCents,
  dueOf,
  isChargeFailed,
  leftCents,
  prepaidRefundCents,
  type PaidOrder,
  type PaymentAccount,
  tellsHowToPay,
  toCollectCents,
  waysOf,
} from './payment';
import type { OrderPayment } from './order-payment';

const NOW = new Date('2026-12-01T06:00:00Z');
const order = (state: OrderState, more: Partial<PaidOrder> = {}): PaidOrder => ({
  ...{ state, totalCents: 1_000, unweighed: 0, withdrawals: [] },
  ...more,
});
const withdrawn = (amountCents: number) => ({
  ...{
    id: 'w',
    positions: [1],
    amountCents,
    isRefundDue: true,
    isByShop: false,
    feeCents: 0,
    at: NOW,
    refundedAt: null,
    customer: null,
  },
});
const payment = (state: GatewayPayment['state'], cents: number, refundedCents = 0): GatewayPayment => ({
  ...{ id: 'pi_1', orderId: 'o', tenant: 't', state, refundedCents, isContested: false, at: NOW },
  authorisedCents: state === 'authorised' ? cents : 0,
  capturedCents: state === 'captured' ? cents : 0,
});
const online = (state: OrderPayment['state'], cents = 1_000, capturedCents = cents): OrderPayment => ({
  ...{ cents, state, capturedCents, refundedCents: 0, isContested: false, problem: null },
  ...{ paidAt: null, refunds: [] },
});
const page = (state: Checkout['state']): Checkout => ({ id: 'cs_1', url: null, state, payment: null });

describe('what is due about a payment', () => {
  it.each<[string, PaidOrder, Checkout | null, GatewayPayment | null, object]>([
    ['waits for who pays', order('to-pay'), page('open'), null, { kind: 'nothing' }],
    ['closes the page of an order that lapsed', order('cancelled'), page('open'), null, { kind: 'close' }],
    ['is nothing once that is over', order('cancelled'), page('over'), null, { kind: 'nothing' }],
    [
      'brings the order to its shop',
      order('to-pay'),
      page('paid'),
      payment('authorised', 1_000),
      { kind: 'arrive' },
    ],
    ['waits for the shop', order('received'), null, payment('authorised', 1_000), { kind: 'nothing' }],
    [
      'captures what was accepted',
      order('accepted'),
      null,
      payment('authorised', 1_000),
      { kind: 'capture', cents: 1_000 },
    ],
    [
      'captures less where less was agreed',
      order('accepted', { totalCents: 600 }),
      null,
      payment('authorised', 1_000),
      { kind: 'capture', cents: 600 },
    ],
    [
      'never more than was authorised',
      order('accepted', { totalCents: 1_200 }),
      null,
      payment('authorised', 1_000),
      { kind: 'capture', cents: 1_000 },
    ],
    [
      'waits for the scales',
      order('accepted', { unweighed: 1 }),
      null,
      payment('authorised', 1_100),
      { kind: 'nothing' },
    ],
    ['lets go of what was refused', order('refused'), null, payment('authorised', 1_000), { kind: 'cancel' }],
    [
      'lets go of what was cancelled',
      order('cancelled'),
      null,
      payment('authorised', 1_000),
      { kind: 'cancel' },
    ],
    [
      'leaves out what was withdrawn from',
      order('accepted', { withdrawals: [withdrawn(400)] }),
      null,
      payment('authorised', 1_000),
      { kind: 'capture', cents: 600 },
    ],
    [
      'refunds what was withdrawn from',
      order('collected', { withdrawals: [withdrawn(400)] }),
      null,
      payment('captured', 1_000),
      { kind: 'refund', cents: 400 },
    ],
    [
      'refunds it once',
      order('collected', { withdrawals: [withdrawn(400)] }),
      null,
      payment('captured', 1_000, 400),
      { kind: 'nothing' },
    ],
    [
      'leaves out what its shop noted as given back',
      order('collected', { withdrawals: [{ ...withdrawn(400), refundedAt: NOW }, withdrawn(300)] }),
      null,
      payment('captured', 1_000),
      { kind: 'refund', cents: 300 },
    ],
    [
      'refunds what its shop cancelled',
      order('cancelled'),
      null,
      payment('captured', 1_000, 400),
      { kind: 'refund', cents: 600 },
    ],
    [
      'refunds what weighed less',
      order('ready', { totalCents: 900 }),
      null,
      payment('captured', 1_000),
      { kind: 'refund', cents: 100 },
    ],
    [
      'leaves what nobody collected',
      order('not-collected'),
      null,
      payment('captured', 1_000),
      { kind: 'nothing' },
    ],
    [
      'leaves what is to be answered anew',
      order('received'),
      null,
      payment('captured', 1_000),
      { kind: 'nothing' },
    ],
    [
      'is nothing where the bank let go of it',
      order('accepted'),
      null,
      payment('cancelled', 0),
      { kind: 'nothing' },
    ],
  ])('%s', (_, of, checkout, paid, due) => {
    expect(dueOf(of, checkout, paid)).toEqual(due);
  });

  it('goes back at the counter as far as it was paid there, and no further', () => {
    const back = (cents: number | null, ...withdrawals: PaidOrder['withdrawals'][number][]) =>
      counterRefundCents({
        ...order('collected', { withdrawals }),
        payment: cents === null ? null : { ...online('captured', cents), counterCents: 1_000 - cents },
      });
    const noted = { ...withdrawn(500), refundedAt: NOW };
    expect([back(1_000, withdrawn(1_000)), back(800, withdrawn(1_000)), back(800, withdrawn(100))]).toEqual([
      0, 200, 100,
    ]);
    expect([back(800, noted, withdrawn(500)), back(null, noted, withdrawn(500)), back(800, noted)]).toEqual([
      0, 500, 0,
    ]);
    const before = { ...withdrawn(300), isRefundDue: false };
    expect(back(1_000, before, withdrawn(700))).toBe(0);
    // Who paid at the counter and withdrew before it was handed over paid too much by card.
    expect(back(800, before, withdrawn(700))).toBe(200);
    // What nobody paid at the counter goes back from there to nobody.
    expect(
      counterRefundCents({
        ...order('collected', { withdrawals: [withdrawn(1_000)] }),
        payment: online('captured', 800),
      }),
    ).toBe(0);
  });

  it('is to be paid at the counter where the bank let go of it, or the provider refuses to charge it', () => {
    const refused = { ...online('authorised', 1_000, 0), problem: 'card_declined' };
    const failed = (state: OrderState, payment = online('cancelled'), unweighed = 0) =>
      isChargeFailed({ state, unweighed, payment });
    expect([failed('accepted'), failed('ready'), failed('collected'), failed('ready', refused)]).toEqual([
      ...[true, true, true, true],
    ]);
    expect([failed('cancelled'), failed('received'), failed('not-collected')]).toEqual([false, false, false]);
    expect([
      failed('received', refused),
      failed('accepted', online('authorised')),
      failed('ready', refused, 1),
    ]).toEqual([...[false, false, false]]);
  });

  it('is left until its shop says that it took it, and not what it gave back by itself afterwards', () => {
    const left = (payment: OrderPayment | null, state: OrderState = 'collected', withdrawnCents = 0) =>
      toCollectCents({ state, totalCents: 1_000, withdrawnCents, unweighed: 0, payment });
    const refused = { ...online('authorised', 1_000, 0), problem: 'card_declined' };
    expect([left(null), left(refused), left({ ...refused, counterCents: 1_000 })]).toEqual([0, 1_000, 0]);
    expect([left(online('captured', 1_000, 917)), left(online('captured', 1_000, 917), 'ready', 83)]).toEqual(
      [83, 0],
    );
    const gaveBack = { ...online('captured'), refundedCents: 200 };
    expect([left(gaveBack), left(gaveBack, 'ready'), left(gaveBack, 'cancelled')]).toEqual([0, 200, 0]);
  });

  it('is owed by the card no more once it was paid at the counter', () => {
    const paidThere = order('collected', { payment: { counterCents: 1_000 } });
    expect(dueOf(paidThere, null, payment('authorised', 1_000))).toEqual({ kind: 'cancel' });
    expect(dueOf(paidThere, null, payment('captured', 1_000))).toEqual({ kind: 'refund', cents: 1_000 });
    const inPart = order('collected', { payment: { counterCents: 200 }, withdrawals: [withdrawn(300)] });
    expect(dueOf(inPart, null, payment('captured', 800))).toEqual({ kind: 'refund', cents: 100 });
  });

  it('is paid at the counter where it was not paid online', () => {
    const paid = (state: OrderPayment['state'], capturedCents = 0): OrderPayment => ({
      ...{
        cents: 1_000,
        state,
        capturedCents,
        refundedCents: 0,
        isContested: false,
        problem: null,
        paidAt: null,
        refunds: [],
      },
    });
    const left = (one: OrderPayment | null, more: Partial<PaidOrder> = {}) =>
      leftCents({ ...order('accepted', more), payment: one });
    expect([left(null), left(paid('unpaid')), left(paid('cancelled'))]).toEqual([1_000, 1_000, 1_000]);
    expect([left(paid('authorised')), left(paid('captured', 1_000)), left(paid('captured', 900))]).toEqual([
      0, 0, 100,
    ]);
    const refunded = { ...paid('captured', 1_000), refundedCents: 300 };
    expect([left(refunded), left(refunded, { state: 'collected' })]).toEqual([300, 0]);
  });

  it('is given back for nothing that was handed over, or for that: each cent of it once', () => {
    const before = (amountCents: number) => ({ ...withdrawn(amountCents), isRefundDue: false });
    const prepaid = (
      state: OrderState,
      refundedCents: number,
      { creditedCents = 0, ...more }: Partial<PaidOrder> & { readonly creditedCents?: number } = {},
    ) =>
      prepaidRefundCents({
        ...order(state, more),
        payment: {
          ...{ cents: 1_000, state: 'captured', capturedCents: 1_000, refundedCents, creditedCents },
          ...{ isContested: false, problem: null, paidAt: null, refunds: [] },
        },
      });
    expect([prepaid('cancelled', 1_000), prepaid('cancelled', 400)]).toEqual([1_000, 400]);
    // Withdrawn from before the hand-over, weighed lower, and given back after it.
    expect(prepaid('collected', 700, { withdrawals: [before(200), withdrawn(500)] })).toBe(200);
    expect(prepaid('collected', 400, { totalCents: 900, withdrawals: [withdrawn(300)] })).toBe(100);
    expect(prepaid('collected', 100, { totalCents: 900, withdrawals: [withdrawn(300)] })).toBe(100);
    // Weighed up again: it was given back all the same.
    expect(prepaid('ready', 300, { creditedCents: 300 })).toBe(300);
    // At the provider, by its shop.
    expect([prepaid('ready', 300), prepaid('collected', 300, { withdrawals: [withdrawn(200)] })]).toEqual([
      300, 100,
    ]);
  });

  it('goes back where it was charged too much, also after its shop gave a return back by itself', () => {
    const noted = { ...withdrawn(300), refundedAt: NOW };
    const due = (refundedCents: number, withdrawals: PaidOrder['withdrawals']) =>
      cardRefundCents(order('collected', { totalCents: 900, withdrawals }), {
        capturedCents: 1_000,
        refundedCents,
      });
    expect([due(0, [noted]), due(100, [noted]), due(0, [noted, withdrawn(50)])]).toEqual([100, 0, 150]);
  });
});

describe('how an order may be paid', () => {
  const account: PaymentAccount = {
    ...{ account: 'acct_1', takesPayments: true, accepts: 'both', connectedAt: NOW, disconnectedAt: null },
  };
  const soon = { kind: 'order' as const, slotUntil: NOW.getTime() + DAY, cents: 1_000, tellsHow: true };

  it('is at the counter, or online where its shop says so', () => {
    expect(waysOf(account, soon, NOW)).toEqual(['shop', 'online']);
    expect(waysOf({ ...account, accepts: 'online' }, soon, NOW)).toEqual(['online']);
    expect(waysOf({ ...account, accepts: 'shop' }, soon, NOW)).toEqual(['shop']);
  });

  it.each([
    ['its shop has no account', null, soon],
    ['its account takes no payments yet', { ...account, takesPayments: false }, soon],
    ['its account was disconnected', { ...account, disconnectedAt: NOW }, soon],
    ['nothing is owed', account, { ...soon, kind: 'reservation' as const }],
    ['a card cannot be held until then', account, { ...soon, slotUntil: NOW.getTime() + 7 * DAY }],
    ['the provider takes no such sum', account, { ...soon, cents: 49 }],
  ])('is at the counter where %s', (_, of, basket) => {
    expect(waysOf(of, basket, NOW)).toEqual(['shop']);
    expect(waysOf(of, { ...basket, tellsHow: false }, NOW)).toEqual([]);
  });

  it('is online alone where nothing says how else', () => {
    expect(waysOf(account, { ...soon, tellsHow: false }, NOW)).toEqual(['online']);
    expect(waysOf({ ...account, accepts: 'online' }, { ...soon, tellsHow: false }, NOW)).toEqual(['online']);
    expect(
      (['pickup', 'delivery', 'collection-point', 'post'] as const).map((fulfilment) => [
        tellsHowToPay({ fulfilment }),
        tellsHowToPay({ fulfilment, paymentInstructions: 'Par chèque' }),
      ]),
    ).toEqual([
      [true, true],
      [true, true],
      [true, true],
      [false, true],
    ]);
  });
});
