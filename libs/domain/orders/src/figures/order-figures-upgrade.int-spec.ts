import { required } from '@halles/kernel';
import { tenantMigrations } from '@halles/migrations/tenant';
import { anOrder, openOrdersWorld, ORDERED_AT, type OrdersWorld, TEN } from '@halles/testing/orders';
import { OrderFiguresService } from './order-figures.service';

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
  async function migrate(direction: 'up' | 'down'): Promise<void> {
    const Migration = required(
      tenantMigrations.find(({ name }) => name === 'OrderDaily1764405000000'),
      'the migration',
    );
    const { installation, here } = orders.world;
    await installation.onSchema('main', here.tenant.role, (runner) => new Migration()[direction](runner));
  }

  it('are those that they would have had, but for the minutes that nobody measured', async () => {
    const before = await stored();
    expect(before).toContainEqual({ day: '2026-12-01', figure: 'late', item: '', count: '2' });
    expect(before).toContainEqual({ day: '2026-12-02', figure: 'sales', item: '', count: '1' });
    await migrate('down');
    await migrate('up');
    expect(await stored()).toEqual([]);
    await figures.count(orders.world.here);
    expect(await stored()).toEqual(before);
    expect(await orders.rowsOf('SELECT 1 FROM order_daily_due')).toEqual([]);
  });

  it('are counted within a day where a server of the release before took a step and marked nothing', async () => {
    const before = await stored();
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(`UPDATE order_daily SET count = count + 1 WHERE figure = 'placed'`),
    );
    expect(await figures.count(orders.world.here)).toBe(0);
    expect(await figures.check(orders.world.here)).toBeGreaterThan(0);
    await figures.count(orders.world.here);
    expect(await stored()).toEqual(before);
  });
});
