import type { Order, OrderEvent } from './order';
import { queuedMails } from './queued-mails';

const AT = new Date('2026-12-01T09:00:00Z');

const order = (
  ...states: readonly OrderEvent['state'][]
): Pick<Order, 'customer' | 'events' | 'noticesDueAt'> => ({
  customer: {
    ...{ name: 'Odile', email: 'odile@example.org', phone: null, wantsTexts: false, collector: null },
  },
  noticesDueAt: null,
  events: states.map((state, index) => ({
    ...{ event: index + 1, state, actor: 'merchant', reason: null, delayMinutes: null, at: AT },
  })),
});
const sent = (event: number) => ({ to: 'customer', means: 'mail', event }) as const;
const told = (of: ReturnType<typeof order>, events: readonly number[], now = AT) =>
  queuedMails(of, events.map(sent), now).map(({ about, status, address }) =>
    [about, status, address].join(' '),
  );

describe('mails of an order that no worker has begun yet', () => {
  it('are listed at once, until there is a record of each', () => {
    const accepted = order('received', 'accepted');
    expect(told(accepted, [1])).toEqual(['accepted queued odile@example.org']);
    expect(told(accepted, [1, 2])).toEqual([]);
    expect(told(order('received', 'accepted', 'cancelled', 'accepted'), [1, 2, 3])).toEqual([
      'restored queued odile@example.org',
    ]);
  });

  it('are none of what nobody is told, of what is held, without an address, and long after', () => {
    const prepared = order('received', 'accepted', 'preparing');
    expect(told(prepared, [1, 2])).toEqual([]);
    const accepted = order('received', 'accepted');
    expect(told({ ...accepted, noticesDueAt: AT }, [1])).toEqual([]);
    expect(told({ ...accepted, customer: null }, [1])).toEqual([]);
    expect(told(accepted, [1], new Date('2026-12-02T09:00:00Z'))).toEqual([]);
  });
});
