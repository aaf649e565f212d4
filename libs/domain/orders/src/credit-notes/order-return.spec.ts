import type { Order, OrderWithdrawal } from '../order';
import { restOfLine, withdrawnPositions } from '../withdrawal';
import { plannedReturn, returnablePieces, type ReturnedGoods } from './order-return';

const LINES = [
  { quantity: 3, totalCents: 1_000, weight: null },
  { quantity: 1, totalCents: 890, weight: { by: 'weight' } },
  { quantity: 3, totalCents: 1, weight: null },
];

/** An order that was handed over, of which some was given back already. */
const orderWith = (...before: readonly ReturnedGoods[]): Order => {
  const order = { state: 'collected', lines: LINES, withdrawals: [] as OrderWithdrawal[] };
  for (const goods of before)
    order.withdrawals.push(plannedReturn(order as unknown as Order, goods) as unknown as OrderWithdrawal);
  return order as unknown as Order;
};
const pieces = (position: number, count: number): ReturnedGoods => ({
  positions: [],
  parts: [{ position, pieces: count }],
});
const amount = (position: number, cents: number): ReturnedGoods => ({
  positions: [],
  parts: [{ position, cents }],
});

describe('a part of a line that is given back', () => {
  it('costs its share of the line to the nearest cent, and the last piece all that is left', () => {
    expect(plannedReturn(orderWith(), pieces(1, 1))?.parts).toEqual([
      { position: 1, quantity: 1, cents: 333 },
    ]);
    expect(plannedReturn(orderWith(), pieces(1, 2))?.parts).toEqual([
      { position: 1, quantity: 2, cents: 667 },
    ]);
    const once = orderWith(pieces(1, 2));
    expect(plannedReturn(once, pieces(1, 1))).toEqual({
      positions: [1],
      parts: [{ position: 1, quantity: 1, cents: 333 }],
    });
    expect(plannedReturn(orderWith(), pieces(1, 3))).toEqual({ positions: [1], parts: [] });
    expect(plannedReturn(orderWith(), pieces(3, 1))?.parts).toEqual([{ position: 3, quantity: 1, cents: 1 }]);
  });

  it('is never more than the line less what was given back before', () => {
    const before = orderWith(amount(1, 900));
    expect(restOfLine(before, 1)).toEqual({ quantity: 3, cents: 100 });
    expect(plannedReturn(before, pieces(1, 1))?.parts).toEqual([{ position: 1, quantity: 1, cents: 100 }]);
    expect(plannedReturn(before, amount(1, 101))).toBeNull();
    expect(plannedReturn(orderWith(pieces(1, 2)), pieces(1, 2))).toBeNull();
    expect(plannedReturn(before, { positions: [1] })?.parts).toEqual([
      { position: 1, quantity: 3, cents: 100 },
    ]);
  });

  it('ends its line once nothing is left of it, and not before', () => {
    expect([...withdrawnPositions(orderWith(pieces(1, 2), amount(2, 889)))]).toEqual([]);
    expect([...withdrawnPositions(orderWith(pieces(1, 2), pieces(1, 1), amount(2, 890)))]).toEqual([1, 2]);
    expect(plannedReturn(orderWith(amount(2, 890)), amount(2, 1))).toBeNull();
  });

  it('is no piece of what is sold by weight, and names each line once', () => {
    expect([1, 2, 3].map((position) => returnablePieces(orderWith(), position))).toEqual([3, 0, 3]);
    for (const wrong of [
      pieces(1, 0),
      pieces(1, 4),
      pieces(4, 1),
      amount(2, 0),
      { positions: [1], parts: [{ position: 1, pieces: 1 }] },
      { positions: [] },
    ])
      expect(plannedReturn(orderWith(), wrong)).toBeNull();
    expect(plannedReturn({ ...orderWith(), state: 'ready' }, pieces(1, 1))).toBeNull();
  });
});
