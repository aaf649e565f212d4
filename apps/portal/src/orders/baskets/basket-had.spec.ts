import type { BasketChange } from '@halles/domain/orders';
import { hadOf } from './basket-had';

type Line = Parameters<typeof hadOf>[0][number];
const line = (productId: string, quantity: number): Line =>
  ({
    ...{ productId, quantity, choices: [], unitCents: 100, weight: null },
    ...{ product: null, price: null },
  }) satisfies Line;
const amounts = (lines: readonly Line[]) => lines.map(({ productId, quantity }) => [productId, quantity]);

describe('what of a basket can be had', () => {
  const soldOut = (productId: string, left: number, isWeight = false): BasketChange => ({
    ...{ kind: 'sold-out', productId, name: productId, left, isWeight },
  });

  it('is all of it where nothing changed, or a price did', () => {
    const change: BasketChange = {
      ...{ kind: 'price', productId: 'a', name: 'a', before: 100, now: 200, isByKilo: false },
    };
    const { had, missing } = hadOf([line('a', 2)], [change]);
    expect([amounts(had), missing]).toEqual([[['a', 2]], []]);
  });

  it('is as many as are left, counted over all lines of a product, and the rest is missing', () => {
    const { had, missing } = hadOf([line('a', 2), line('b', 1), line('a', 3)], [soldOut('a', 3)]);
    expect(amounts(had)).toEqual([
      ['a', 2],
      ['b', 1],
      ['a', 1],
    ]);
    expect(amounts(missing)).toEqual([['a', 2]]);
  });

  it('is nothing of what is off sale, sold out, or cut smaller than was chosen', () => {
    const changes: BasketChange[] = [
      { kind: 'unavailable', productId: 'a', name: 'a' },
      soldOut('b', 0),
      soldOut('c', 300, true),
    ];
    const { had, missing } = hadOf([line('a', 1), line('b', 2), line('c', 1)], changes);
    expect([amounts(had), missing.length]).toEqual([[], 3]);
  });
});
