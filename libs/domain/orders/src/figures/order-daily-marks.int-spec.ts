import { DAY, required } from '@halles/kernel';
import { statementsOf } from '@halles/testing';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';
import type { Order } from '../order';
import { OrderRepository } from '../order.repository';
import { Sales } from '../sales/sales.service';
import { SilenceRepository } from '../silence/silence.repository';
import { OrderFiguresService } from './order-figures.service';

describe('marks of days that are to be counted', () => {
  let orders: OrdersWorld;
  let figures: OrderFiguresService;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    figures = orders.services.get(OrderFiguresService);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => orders.at(ORDERED_AT));

  const marked = (shop: number): Promise<unknown[]> =>
    orders.rowsOf('SELECT day::text FROM order_daily_due WHERE listing_id = $1', [shop]);
  const counted = async (shop: number, figure: string): Promise<number> => {
    const rows = await orders.rowsOf<{ count: number }>(
      'SELECT sum(count)::int AS count FROM order_daily WHERE listing_id = $1 AND figure = $2',
      [shop, figure],
    );
    return rows[0]?.count ?? 0;
  };
  async function ordered() {
    const shop = await orders.aShop();
    const lines = basketOf(await orders.aProduct(shop));
    return { shop, lines, order: await orders.placed(shop, anOrder(lines)) };
  }
  /** Whether somebody who uses a table waits for a lock. */
  const isWaitedFor = async (table: string): Promise<boolean> =>
    (
      await orders.rowsOf(
        `SELECT 1 FROM pg_locks w JOIN pg_locks h ON h.pid = w.pid AND h.relation = $1::regclass
          WHERE NOT w.granted AND h.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [table],
      )
    ).length > 0;

  it('let no count wait for a change that goes on: it is counted once it is there', async () => {
    const { here, work } = orders.world;
    const { shop, order } = await ordered();
    await work.write(here, async (tx) => {
      await orders.handling.moveIn(tx, moveOf(order), 'refused', 'rush');
      await figures.count(here);
      expect(await counted(shop, 'waiting')).toBe(1);
    });
    expect(await marked(shop)).not.toEqual([]);
    await figures.count(here);
    expect(await counted(shop, 'refused')).toBe(1);
    expect(await marked(shop)).toEqual([]);
  });

  it('are set by the statements that place an order and take its steps, and wait for no other order', async () => {
    const { here, work } = orders.world;
    const { shop, order, lines } = await ordered();
    const later = { slotFrom: TEN + DAY };
    await work.write(here, async (tx) => {
      await orders.handling.moveIn(tx, moveOf(order), 'accepted');
      let placed: Order | undefined;
      const placing = await statementsOf(async () => {
        placed = await orders.placed(shop, anOrder(lines, later));
      });
      const ofMarks = placing.filter((statement) => statement.includes('order_daily'));
      expect(ofMarks).toEqual([expect.stringContaining('INSERT INTO customer_order')]);
      const next = moveOf(required(placed, 'what was placed'));
      const moving = await statementsOf(() => orders.handling.move(here, next, 'accepted'));
      expect(moving.filter((statement) => statement.includes('order_daily'))).toEqual([
        expect.stringContaining('UPDATE customer_order'),
      ]);
    });
  });

  it('let who answers and what ends an unanswered order of the same shop pass each other', async () => {
    const { here, work } = orders.world;
    const { shop, order: answered, lines } = await ordered();
    for (let times = 0; times < 3; times += 1) await orders.placed(shop, anOrder(lines));
    await orders.moved(answered, 'accepted');
    await work.write(here, ({ manager }) =>
      manager.query('INSERT INTO order_silence (listing_id, missed, last_missed_at) VALUES ($1, 1, $2)', [
        shop,
        ORDERED_AT,
      ]),
    );
    const silences = orders.services.get(SilenceRepository);
    const forget = silences.forget.bind(silences);
    const take = jest.spyOn(orders.services.get(OrderRepository), 'take');
    let ending: Promise<number> | undefined;
    jest.spyOn(silences, 'forget').mockImplementationOnce(async (tx, listingId) => {
      await forget(tx, listingId);
      orders.at(new Date(TEN + DAY / 2));
      ending = orders.handling.cancelUnanswered(here);
      while (!(await isWaitedFor('order_silence')));
    });
    await orders.moved(await orders.handling.get(here, answered.id), 'ready');
    const ended = (await ending) ?? 0;
    expect(ended).toBeGreaterThanOrEqual(3);
    // None of them was taken for a deadlock and done again.
    expect(take).toHaveBeenCalledTimes(1 + ended);
    take.mockRestore();
  });

  it('are set where the journal of sales finds out when something was handed over', async () => {
    const { here, work } = orders.world;
    const { shop, order } = await ordered();
    await orders.moved(order, 'accepted', 'collected');
    await figures.count(here);
    await work.write(here, ({ manager }) =>
      manager.query('UPDATE customer_order SET collected_at = NULL WHERE id = $1', [order.id]),
    );
    const span = { listingId: shop, from: ORDERED_AT, until: new Date('2027-06-01T00:00:00Z') };
    await orders.services.get(Sales).totals(here, span);
    expect(await marked(shop)).toHaveLength(1);
  });

  it('are worked off the newest days first, so many in one run and the rest in the next', async () => {
    const { here, work } = orders.world;
    const { shop } = await ordered();
    await figures.count(here);
    await work.write(here, ({ manager }) =>
      manager.query(
        `INSERT INTO order_daily_due (id, listing_id, day)
         SELECT gen_random_uuid(), $1, date '2020-01-01' + days FROM generate_series(0, 1002) AS days`,
        [shop],
      ),
    );
    expect(await figures.count(here)).toBe(1_000);
    expect(await marked(shop)).toEqual(['2020-01-01', '2020-01-02', '2020-01-03'].map((day) => ({ day })));
    expect(await figures.count(here)).toBe(3);
  });
});
