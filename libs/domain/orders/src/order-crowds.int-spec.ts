import { DAY, MINUTE } from '@halles/kernel';
import { seededRandom } from '@halles/testing';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  type OrdersWorld,
  outcomesOf,
  TEN,
} from '@halles/testing/orders';
import { randomInt } from 'node:crypto';

describe('many who order at once', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  /** How often transactions of this test waited for each other in a circle, so far. */
  async function deadlocks(): Promise<number> {
    // A connection that was in one has waited for a second by then: it writes down at once what it counted.
    const [row] = await orders.rowsOf<{ n: number }>(
      'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return row?.n ?? 0;
  }

  it('ten of a thousand buyers have one of ten', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 10 });
    const results = await Promise.allSettled(
      Array.from({ length: 1_000 }, () => orders.place(shop, anOrder(basketOf(bread)))),
    );
    const codes = outcomesOf(results);
    expect(codes.filter((code) => code === 'done')).toHaveLength(10);
    expect(codes.filter((code) => code === 'basket-changed')).toHaveLength(990);
    expect(await orders.stockOf(shop, bread)).toBe(0);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('six hundred baskets of four products in any order, for four days, wait for each other in no circle', async () => {
    const shop = await orders.aShop({ capacity: {} });
    const ids = await Promise.all(Array.from({ length: 8 }, () => orders.aProduct(shop, { stock: 600 })));
    const seed = randomInt(2_147_483_648);
    const next = seededRandom(seed);
    const before = await deadlocks();
    const baskets = Array.from({ length: 600 }, (_, index) => ({
      slotFrom: TEN + (index % 4) * DAY + (index % 3) * 30 * MINUTE,
      lines: basketOf(
        ...ids
          .map((id) => ({ id, at: next() }))
          .sort((a, b) => a.at - b.at)
          .slice(0, 4)
          .map(({ id }) => id),
      ),
    }));
    const results = await Promise.allSettled(
      baskets.map(({ lines, slotFrom }) => orders.place(shop, anOrder(lines, { slotFrom }))),
    );
    expect({ seed, codes: [...new Set(outcomesOf(results))] }).toEqual({ seed, codes: ['done'] });
    expect({ seed, deadlocks: (await deadlocks()) - before }).toEqual({ seed, deadlocks: 0 });
    const [{ sold } = {}] = await orders.rowsOf<{ sold: number }>(
      'SELECT sum(600 - stock)::int AS sold FROM product WHERE listing_id = $1',
      [shop],
    );
    expect(sold).toBe(2_400);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });
});
