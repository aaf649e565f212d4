import { noticeOf, type Order, type OrderState, type OrderWithdrawal } from '@halles/domain/orders';
import type { Listing } from '@halles/domain/listings';
import { customerWordsIn, isConfirmation, noticeOfWithdrawals, payNoticeOf, toCustomer } from './order-mail';

const after = (...steps: readonly (OrderState | number)[]): Pick<Order, 'events'> => ({
  events: steps.map((step, index) => ({
    event: index + 1,
    state: typeof step === 'number' ? 'accepted' : step,
    actor: 'merchant',
    reason: null,
    delayMinutes: typeof step === 'number' ? step : null,
    at: new Date(0),
  })),
});

describe('what a step of an order tells its customer', () => {
  it.each([
    [
      'that it is confirmed, although it is being prepared by now',
      after('received', 'accepted', 'preparing'),
      2,
      'accepted',
    ],
    [
      'the new time, although it is being prepared by now',
      after('received', 'accepted', 20, 'preparing'),
      3,
      'delayed',
    ],
    ['nothing, where it is ready by now', after('received', 'accepted', 'preparing', 'ready'), 2, null],
    ['nothing of the preparation', after('received', 'accepted', 'preparing'), 3, null],
    ['that it is not ready after all', after('received', 'accepted', 'ready', 'accepted'), 4, 'not-ready'],
    [
      'that it is not ready, while it is prepared',
      after('received', 'accepted', 'ready', 'preparing'),
      4,
      'not-ready',
    ],
    [
      'that it was not handed over after all',
      after('received', 'accepted', 'collected', 'accepted'),
      4,
      'not-handed-over',
    ],
    ['that its confirmation was taken back', after('received', 'accepted', 'received'), 3, 'unconfirmed'],
    [
      'that it stands again, after it was cancelled',
      after('received', 'accepted', 'cancelled', 'accepted'),
      4,
      'restored',
    ],
    [
      'that it stands again, after nobody had come',
      after('received', 'accepted', 'preparing', 'not-collected', 'preparing'),
      5,
      'restored',
    ],
    [
      'that it waits for an answer again, after it was refused',
      after('received', 'refused', 'received'),
      3,
      'restored-unconfirmed',
    ],
    [
      'that it is ready, after nobody had come for it',
      after('received', 'accepted', 'ready', 'not-collected', 'ready'),
      5,
      'ready',
    ],
    ['nothing of a step that is not there', after('received'), 9, null],
  ] as const)('%s', (_, order, event, notice) => {
    expect(noticeOf(order, event)).toBe(notice);
  });
});

describe('the words of a customer, in mails to an address that may be somebody else’s', () => {
  const order = {
    fulfilment: 'delivery' as const,
    address: { street: '12 rue des Halles', extra: '', postalCode: '26000', city: 'Valence' },
    note: 'Sonnez',
  };
  const told = (...at: Parameters<typeof customerWordsIn>) => {
    const { deliverTo, note } = customerWordsIn(...at);
    return [deliverTo !== null, note !== null];
  };

  it('are where it goes, from the acceptance of its shop on, and all of them where the address is proven', () => {
    expect(told(order, 'received', false)).toEqual([false, false]);
    expect(told(order, 'accepted', false)).toEqual([true, false]);
    expect(told(order, 'refused', false)).toEqual([false, false]);
    expect(told(order, 'received', true)).toEqual([true, true]);
    expect(told({ ...order, fulfilment: 'pickup' }, 'accepted', true)).toEqual([false, true]);
  });

  it('are answered to the shop where that publishes its address, and to the territory else', () => {
    const listing = (source: 'merchant' | 'osm') =>
      ({ email: 'pain@exemple.fr', provenance: { email: { source } } }) as unknown as Listing;
    const replyTo = (shop: Listing | null) => toCustomer({ locale: 'fr' }, 'odile@example.org', shop).replyTo;
    expect(replyTo(listing('merchant'))).toEqual({ name: '', address: 'pain@exemple.fr' });
    expect([replyTo(listing('osm')), replyTo(null)]).toEqual([undefined, undefined]);
  });
});

describe('what weighing tells the customer', () => {
  const weighed = (
    of: Pick<Order, 'events'>,
    event: number,
    what: 'part' | 'whole',
  ): Pick<Order, 'events'> => ({
    events: of.events.map((one) => (one.event === event ? { ...one, weighed: what } : one)),
  });
  const prepared = after('received', 'accepted', 'accepted', 'ready', 'ready');

  it.each([
    [
      'the price, once everything is weighed',
      weighed(after('received', 'accepted', 'accepted'), 3, 'whole'),
      3,
      'weighed',
    ],
    ['nothing of a part', weighed(after('received', 'accepted', 'accepted'), 3, 'part'), 3, null],
    [
      'that it was accepted, all the same',
      weighed(after('received', 'accepted', 'accepted'), 3, 'whole'),
      2,
      'accepted',
    ],
    ['that it is ready, although it was weighed anew', weighed(prepared, 5, 'whole'), 4, 'ready'],
    [
      'nothing more than that it is ready, which says the price',
      weighed(after('received', 'accepted', 'accepted', 'ready'), 3, 'whole'),
      3,
      null,
    ],
  ] as const)('is %s', (_, order, event, notice) => {
    expect(noticeOf(order, event)).toBe(notice);
  });
});

it('tells that a reservation is over that nobody collected, and not that the shop noted it', () => {
  const { events } = after('received', 'accepted', 'not-collected');
  const released = events.map((step, at) => (at === 2 ? { ...step, actor: 'system' as const } : step));
  expect([noticeOf({ events }, 3), noticeOf({ events: released }, 3)]).toEqual(['not-collected', 'released']);
});

it('tells that a time that was put off is not confirmed yet', () => {
  const { events } = after('received', 20);
  const asked = events.map((event) => ({ ...event, state: 'received' as const }));
  expect(noticeOf({ events: asked }, 2)).toBe('delayed-unconfirmed');
});

it('tells that a proposal was taken back, and nothing of a code that was never given', () => {
  const { events } = after('received', 'received', 'received');
  const reasons = [null, 'proposed', 'dropped'] as const;
  const dropped = { events: events.map((event, index) => ({ ...event, reason: reasons[index] ?? null })) };
  expect([noticeOf(dropped, 2), noticeOf(dropped, 3)]).toEqual([null, 'proposal-dropped']);
});

it('tells that it was accepted, whatever the shop asked of its weights since', () => {
  const { events } = after('received', 'accepted', 'accepted', 'accepted');
  const reasons = [null, null, 'proposed', 'dropped'] as const;
  const asked = { events: events.map((event, index) => ({ ...event, reason: reasons[index] ?? null })) };
  expect([noticeOf(asked, 2), noticeOf(asked, 4)]).toEqual(['accepted', null]);
});

it('tells of no step that was taken back before it was told, and of what it stood on', () => {
  const { events } = after('received', 'accepted', 'ready', 'accepted');
  const back = { events: events.map((event, index) => ({ ...event, takesBack: index === 3 })) };
  expect([2, 3, 4].map((event) => noticeOf(back, event))).toEqual(['accepted', null, null]);
});

describe('what a shop is told of withdrawals', () => {
  const withdrawal = (isRefundDue: boolean, refundedAt: Date | null = null): OrderWithdrawal => ({
    id: 'w',
    positions: [1],
    amountCents: 800,
    feeCents: 0,
    isRefundDue,
    isByShop: false,
    at: new Date(0),
    refundedAt,
    customer: { name: 'Odile', email: 'odile@example.org' },
  });
  const [unpaid, paid, kept] = [withdrawal(true), withdrawal(true, new Date(1)), withdrawal(false)];

  it('is the money that is still owed: not what was never paid, nor what was given back', () => {
    expect(noticeOfWithdrawals([kept, unpaid])).toEqual({ withdrawals: [unpaid], refundDue: unpaid });
    const last = { ...unpaid, id: 'last' };
    expect(noticeOfWithdrawals([paid, last])).toEqual({ withdrawals: [last], refundDue: last });
    expect(noticeOfWithdrawals([unpaid, last])).toEqual({ withdrawals: [unpaid, last], refundDue: unpaid });
    expect(noticeOfWithdrawals([paid])).toEqual({ withdrawals: [], refundDue: null });
  });

  it('is the last one where the card was refunded before the mail goes', () => {
    expect(noticeOfWithdrawals([paid, paid], true)).toEqual({ withdrawals: [paid], refundDue: paid });
  });

  it('is what is not to be handed over, all of it', () => {
    expect(noticeOfWithdrawals([kept, kept])).toEqual({ withdrawals: [kept, kept], refundDue: null });
  });

  it('is no step that the customer hears of otherwise', () => {
    const order = after('received', 'accepted', 'accepted');
    const events = order.events.map((event) =>
      event.event === 3 ? { ...event, actor: 'customer' as const, reason: 'withdrawal' as const } : event,
    );
    expect([noticeOf({ events }, 3), noticeOf({ events }, 2)]).toEqual([null, 'accepted']);
  });
});

describe('the confirmation of the contract', () => {
  const accepted = (status: 'sent' | 'queued') =>
    [{ to: 'customer', means: 'mail', about: 'accepted', status }] as const;

  it('goes with the mail that the order is accepted, each time', () => {
    expect(isConfirmation('accepted', [])).toBe(true);
    expect(isConfirmation('accepted', accepted('sent'))).toBe(true);
    expect(isConfirmation('restored', accepted('sent'))).toBe(true);
  });

  it('goes with the next one where that was overtaken, and not again where it was sent', () => {
    expect(isConfirmation('ready', [])).toBe(true);
    expect(isConfirmation('collected', accepted('queued'))).toBe(true);
    expect(isConfirmation('ready', accepted('sent'))).toBe(false);
    const ready = [{ to: 'customer', means: 'mail', about: 'ready', status: 'sent' }] as const;
    expect(isConfirmation('collected', ready)).toBe(false);
    expect(
      isConfirmation('not-ready', [{ to: 'customer', means: 'mail', about: 'received', status: 'sent' }]),
    ).toBe(true);
  });

  it('goes with nothing that makes no contract', () => {
    expect(isConfirmation('received', [])).toBe(false);
    expect(isConfirmation('refused', [])).toBe(false);
  });
});

it('brings the link to pay as long as an order can be paid, and says that it lapsed', () => {
  const createdAt = new Date('2026-12-01T06:00:00Z');
  const at = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000);
  const order = (state: string, ...events: readonly { readonly state: string; readonly reason?: string }[]) =>
    ({
      ...{ state, createdAt, slot: { from: at(600), until: at(630) } },
      events: events.map((event, index) => ({ reason: null, ...event, event: index + 1 })),
    }) as unknown as Order;
  const waits = order('to-pay', { state: 'to-pay' });
  expect([payNoticeOf(waits, 1, at(5)), payNoticeOf(waits, 1, at(36))]).toEqual(['to-pay', null]);
  expect(payNoticeOf(order('received', { state: 'to-pay' }, { state: 'received' }), 1, at(5))).toBeNull();
  const lapsed = order('cancelled', { state: 'to-pay' }, { state: 'cancelled', reason: 'not-paid' });
  expect([payNoticeOf(lapsed, 1, at(40)), payNoticeOf(lapsed, 2, at(40))]).toEqual([null, 'lapsed']);
});
