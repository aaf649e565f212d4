import { nextOf, overdueOf } from './merchant-order-steps';

describe('what a shop does next with an order', () => {
  const from = new Date('2026-12-03T09:00:00Z');
  const slot = { from, until: new Date('2026-12-03T09:30:00Z') };

  it('is to note that nobody came once its time has begun, and not before', () => {
    const ready = { state: 'ready', slot } as const;
    expect(nextOf(ready, new Date(from.getTime() - 1))).toEqual(['collect']);
    expect(nextOf(ready, from)).toEqual(['collect', 'noShow']);
    expect(overdueOf(ready)).toEqual(['collect', 'noShow']);
  });
});
