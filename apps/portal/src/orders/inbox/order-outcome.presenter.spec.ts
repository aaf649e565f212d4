import type { Order } from '@halles/domain/orders';
import { newForm } from '@halles/platform/forms';
import type { PageScope } from '../../rendering/page-scope';
import { orderOutcome } from './order-outcome.presenter';

const scope = { locale: 'fr', texts: { line: (key: string) => key } } as unknown as PageScope;

const undone = (before: string): string => {
  const order = {
    fulfilment: 'pickup',
    noticesDueAt: null,
    customer: { phone: '+33612345678', email: null },
    events: [{ state: 'received' }, { state: before }, { state: 'accepted' }],
  } as unknown as Order;
  const state = { form: newForm(), done: 'undo', reach: { mail: false, text: true } } as const;
  return orderOutcome(state, order, [], scope).done ?? '';
};

it('says that a proposal was sent as long as it waits for its customer, and no more', () => {
  const done = (proposedUntil: Date | null): string | undefined => {
    const order = {
      fulfilment: 'pickup',
      proposedUntil,
      noticesDueAt: null,
      customer: null,
      events: [],
    } as unknown as Order;
    return orderOutcome({ form: newForm(), done: 'propose' }, order, [], scope).done;
  };
  expect([done(new Date(0)), done(null)]).toEqual(['orders.done.propose', undefined]);
});

it('says of a reservation that it was handed over, and of no order', () => {
  const order = { kind: 'reservation', fulfilment: 'pickup', noticesDueAt: null, customer: null, events: [] };
  const state = { form: newForm(), done: 'collect' } as const;
  expect(orderOutcome(state, order as unknown as Order, [], scope).done).toBe(
    'orders.reservation.done.collect',
  );
});

it('says that the customer is texted of a step that was undone, where they were of the step', () => {
  expect(undone('ready')).toContain('orders.reachedAgain.text');
  expect(undone('collected')).toContain('orders.reached.nobody');
});
