import { Clock, DAY, HOUR, required } from '@halles/kernel';
import { tenantMigrations } from '@halles/migrations/tenant';
import { anOrder, openOrdersWorld, ORDERED_AT, type OrdersWorld, TEN } from '@halles/testing/orders';
import { v7 as uuid } from 'uuid';
import { idBefore, OrderFiguresService } from './order-figures.service';

/** Half an hour past midnight in Paris, on the next day there and the same by UTC. */
const AT_NIGHT = new Date('2026-12-01T23:30:00Z');

describe('figures of orders that were placed before there were any', () => {
  let orders: OrdersWorld;
  let figures: OrderFiguresService;
  let shop: number;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    figures = orders.services.get(OrderFiguresService);
    shop = await orders.aShop();
    const loaf = await orders.aProduct(shop);
    const lines = [{ productId: loaf, unitCents: 420, quantity: 2, choices: [] }];
    orders.at(ORDERED_AT);
    const next = { slotFrom: TEN + 24 * 3_600_000 };
    await orders.moved(await orders.placed(shop, anOrder(lines, next)), 'accepted', 'collected');
    const slow = await orders.placed(shop, anOrder(lines, next));
    const missed = await orders.placed(shop, anOrder(lines));
    orders.at(new Date(TEN));
    await orders.assurance.run(orders.world.here);
    await orders.moved(slow, 'accepted');
    const prompt = { slotFrom: TEN + 48 * 3_600_000 };
    await orders.moved(await orders.placed(shop, anOrder(lines, prompt)), 'accepted');
    orders.at(AT_NIGHT);
    await orders.handling.cancelUnanswered(orders.world.here);
    await orders.moved(await orders.handling.get(orders.world.here, slow.id), 'collected');
    expect((await orders.handling.get(orders.world.here, missed.id)).state).toBe('cancelled');
    await figures.count(orders.world.here);
  });
  afterAll(() => orders.world.close());

  const stored = (): Promise<unknown[]> =>
    orders.rowsOf(
      `SELECT day::text, figure, item, count FROM order_daily WHERE listing_id = $1 AND figure <> 'answer' ORDER BY 1, 2, 3`,
      [shop],
    );
  async function migrate(direction: 'up' | 'down', migration = 'OrderDaily1764405000000'): Promise<void> {
    const Migration = required(
      tenantMigrations.find(({ name }) => name === migration),
      'the migration',
    );
    const { installation, here } = orders.world;
    await installation.onSchema('main', here.tenant.role, (runner) => new Migration()[direction](runner));
  }

  const inTime = { day: '2026-12-01', figure: 'in-time', item: '', count: '2' };

  it('are counted in steps, but for minutes that nobody measured and what nobody knows of answers', async () => {
    const before = await stored();
    expect(before).toContainEqual({ day: '2026-12-01', figure: 'late', item: '', count: '2' });
    expect(before).toContainEqual(inTime);
    expect(before).toContainEqual({ day: '2026-12-02', figure: 'sales', item: '', count: '1' });
    await migrate('down');
    await migrate('up');
    await figures.count(orders.world.here);
    expect(await stored()).toEqual([]);
    expect(await figures.check(orders.world.here, () => true)).toBe(0);
    expect(await figures.check(orders.world.here)).toBeGreaterThan(0);
    await figures.count(orders.world.here);
    // The one that was answered before anybody was reminded of any may have been in time, or not.
    const known = before.map((row) =>
      JSON.stringify(row) === JSON.stringify(inTime) ? { ...inTime, count: '1' } : row,
    );
    expect(await stored()).toEqual(known);
    expect(await orders.rowsOf('SELECT 1 FROM order_daily_due')).toEqual([]);
  });

  it('are counted anew with their fees, where the shop has any, once the days before lacked them', async () => {
    const { here, work } = orders.world;
    await figures.count(here);
    const before = await stored();
    const change = (sql: string) => work.write(here, ({ manager }) => manager.query(sql, [shop]));
    await migrate('up', 'FeesInFigures1764500000000');
    expect(await orders.rowsOf('SELECT 1 FROM order_daily_due')).toEqual([]);
    // Counted by a release that knew no fees.
    await change(`UPDATE customer_order SET fulfilment = 'delivery', fee_cents = 350,
       delivery_address = '{"street":"1 rue des Halles","postalCode":"33000","city":"Bourg"}'
       WHERE listing_id = $1 AND state = 'collected' AND collected_at < '2026-12-01T12:00:00Z'`);
    expect(await stored()).toEqual(before);
    await migrate('up', 'FeesInFigures1764500000000');
    await figures.count(here);
    const sold = (rows: unknown[]) =>
      (rows as { day: string; figure: string; count: string }[])
        .filter(({ figure }) => figure === 'sold-cents')
        .map(({ day, count }) => `${day} ${count}`);
    expect([sold(before), sold(await stored())]).toEqual([
      ['2026-12-01 840', '2026-12-02 840'],
      ['2026-12-01 1190', '2026-12-02 840'],
    ]);
    await change(
      `UPDATE customer_order SET fulfilment = 'pickup', fee_cents = 0, delivery_address = NULL WHERE listing_id = $1`,
    );
    await migrate('up', 'FeesInFigures1764500000000');
  });

  it('are counted within a day where a server of the release before took steps and marked nothing, however old the order is', async () => {
    const { here, work } = orders.world;
    orders.at(new Date(AT_NIGHT.getTime() + 60 * DAY));
    await figures.check(here);
    await figures.count(here);
    const before = await stored();
    await work.write(here, async ({ manager }) => {
      const [{ id = '', event = 0 } = {}] = await manager.query<{ id: string; event: number }[]>(
        `SELECT id, event FROM customer_order WHERE state = 'accepted' AND listing_id = $1`,
        [shop],
      );
      await manager.query(
        `INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, created_at)
         VALUES ($1, $2, $3, $4, 'accepted', 'not-collected', 'merchant', $5)`,
        [uuid(), id, event + 1, event, orders.services.get(Clock).now()],
      );
      await manager.query(`UPDATE customer_order SET state = 'not-collected', event = $2 WHERE id = $1`, [
        id,
        event + 1,
      ]);
    });
    await figures.count(here);
    expect(await figures.check(here)).toBe(0);
    expect(await stored()).toEqual(before);
    orders.at(new Date(AT_NIGHT.getTime() + 61 * DAY));
    expect(await figures.check(here)).toBeGreaterThan(0);
    await figures.count(here);
    expect(await stored()).toContainEqual({
      day: '2026-12-01',
      figure: 'not-collected',
      item: '',
      count: '1',
    });
  });
});

describe('the least id that is so much older than another', () => {
  it('is of that time, and before every other of it', () => {
    const id = uuid({ msecs: Date.parse('2026-12-01T10:00:00Z') });
    const earlier = idBefore(id, HOUR);
    expect(earlier <= uuid({ msecs: Date.parse('2026-12-01T09:00:00Z') })).toBe(true);
    expect(earlier > uuid({ msecs: Date.parse('2026-12-01T09:00:00Z') - 1 })).toBe(true);
  });
});
