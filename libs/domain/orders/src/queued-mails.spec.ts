import type { Order, OrderEvent } from './order';
import { queuedMails } from './queued-mails';

const AT = new Date('2026-12-01T09:00:00Z');

const order = (
  ...states: readonly OrderEvent['state'][]
): Pick<Order, 'state' | 'customer' | 'events' | 'noticesDueAt' | 'proposedUntil'> => ({
  state: states.at(-1) ?? 'received',
  proposedUntil: null,
  customer: {
    ...{ name: 'Odile', email: 'odile@example.org', phone: null, wantsTexts: false, collector: null },
  },
  noticesDueAt: null,
  events: states.map((state, index) => ({
    ...{ event: index + 1, state, actor: 'merchant', reason: null, delayMinutes: null, at: AT },
  })),
});
const withLast = (of: ReturnType<typeof order>, last: Partial<OrderEvent>): ReturnType<typeof order> => ({
  ...of,
  events: of.events.map((event, at) => (at === of.events.length - 1 ? { ...event, ...last } : event)),
});
const sent = (event: number) =>
  ({ to: 'customer', means: 'mail', event, about: null, status: 'sent' }) as const;
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

  it('are none that the worker leaves out, since something else told of it or nothing is asked any more', () => {
    const withdrawn = withLast(order('received', 'cancelled'), { actor: 'customer', reason: 'withdrawal' });
    expect(told(withdrawn, [1])).toEqual([]);

    const weighed = order('received', 'accepted', 'preparing');
    const price = { ...sent(3), about: 'weighed' } as const;
    expect(queuedMails(weighed, [sent(1), price], AT)).toEqual([]);
    expect(queuedMails(weighed, [sent(1), { ...price, status: 'queued' }], AT)).toHaveLength(1);

    expect(told(order('to-confirm', 'cancelled'), [])).toEqual([]);
    expect(told(order('to-confirm'), [])).toEqual(['to-confirm queued odile@example.org']);
  });

  it('are what the shop proposed, as long as its customer may answer', () => {
    const proposed = withLast(order('received', 'received'), { reason: 'proposed' });
    const until = (proposedUntil: Date | null) => told({ ...proposed, proposedUntil }, [1]);
    expect(until(new Date('2026-12-01T10:00:00Z'))).toEqual(['proposed queued odile@example.org']);
    expect([until(AT), until(null)]).toEqual([[], []]);
  });
});
