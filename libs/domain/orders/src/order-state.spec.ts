import { mayUndoStep, shopReasonOf, type OrderReason, type Weighed } from './order-state';

describe('whether a step of an order may be undone', () => {
  const step = (reason: OrderReason | null = null, weighed: Weighed | null = null) => ({
    ...{ actor: 'merchant' as const, reason, weighed },
  });
  const after = (...events: readonly ReturnType<typeof step>[]) => ({
    ...{ state: 'accepted' as const, events: [step(), ...events, step()], withdrawals: [], payment: null },
  });

  it.each([
    ['was accepted', after(step()), true],
    ['was proposed otherwise and declined', after(step('proposed'), step('declined')), true],
    ['both agreed upon', after(step('agreed')), false],
    ['was weighed', after(step(null, 'whole')), false],
    ['was weighed in part', after(step(null, 'part')), false],
  ])('lets an order that %s wait for its shop again, or not', (_, order, may) => {
    expect(mayUndoStep(order, 'received')).toBe(may);
    expect(mayUndoStep({ ...order, state: 'ready' }, 'accepted')).toBe(true);
  });
});

describe('the reason that a shop gave', () => {
  it.each([
    ['refused', 'merchant', 'sold-out', 'sold-out'],
    ['cancelled', 'town', 'rush', 'rush'],
    ['cancelled', 'merchant', 'other', null],
    ['cancelled', 'customer', 'customer', null],
    ['cancelled', 'system', 'unanswered', null],
    ['received', 'merchant', 'dropped', null],
  ] as const)('of what was %s by the %s as "%s" is %s', (state, actor, reason, given) => {
    expect(shopReasonOf({ state, actor, reason })).toBe(given);
  });
});
