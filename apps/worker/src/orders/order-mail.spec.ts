import type { Order, OrderState } from '@halles/domain/orders';
import { noticeOf } from './order-mail';

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
      'nothing of a hand-over that is taken back',
      after('received', 'accepted', 'collected', 'accepted'),
      4,
      null,
    ],
    ['nothing of a step that is not there', after('received'), 9, null],
  ] as const)('%s', (_, order, event, notice) => {
    expect(noticeOf(order, event)).toBe(notice);
  });
});
