import type { Order } from '@halles/domain/orders';
import { newForm } from '@halles/platform/forms';
import type { PageScope } from '../../rendering/page-scope';
import { orderOutcome } from './order-outcome.presenter';

const scope = { locale: 'fr', texts: { line: (key: string) => key } } as unknown as PageScope;

const undone = (before: string): string => {
  const order = {
    noticesDueAt: null,
    customer: { phone: '+33612345678', email: null },
    events: [{ state: 'received' }, { state: before }, { state: 'accepted' }],
  } as unknown as Order;
  const state = { form: newForm(), done: 'undo', reach: { mail: false, text: true } } as const;
  return orderOutcome(state, order, [], scope).done ?? '';
};

it('says that the customer is texted of a step that was undone, where they were of the step', () => {
  expect(undone('ready')).toContain('orders.reachedAgain.text');
  expect(undone('collected')).toContain('orders.reached.nobody');
});
