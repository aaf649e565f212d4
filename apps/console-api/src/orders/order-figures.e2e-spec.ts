import { townOrderFiguresSchema } from '@halles/contracts';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { TenantContext } from '@halles/platform/tenancy';
import { GENEROUS } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { type OrdersWorld, ordersOf } from '@halles/testing/orders';
import { ConsoleStage } from '../../testing/console-stage';

const PATH = '/api/tenants/ici-bourg/order-figures';

describe('the orders of a territory in figures', () => {
  let stage: ConsoleStage;
  let orders: OrdersWorld;
  let claire: ConsoleClient;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    const { world, port } = stage;
    orders = await ordersOf(world);
    const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    claire = new ConsoleClient(port);
    await openSession(world, claire, agent);
  });
  afterAll(() => stage.close());

  /** ISO date of the territory's calendar. */
  const daysAgo = (days: number): string => {
    const { timeZone } = orders.world.here.tenant.settings;
    return isoOfDay(wallTime(timeZone, Date.now()).day - days);
  };

  /** A shop with figures of a day, their count by name: of a week ago, which is over. */
  async function aShopWith(
    figures: Readonly<Record<string, number>>,
    ctx: TenantContext = orders.world.here,
    day = daysAgo(7),
  ) {
    const shop = await orders.aShop({}, ctx);
    await orders.aProduct(shop, {}, ctx);
    for (const [figure, count] of Object.entries(figures))
      await orders.world.work.write(ctx, ({ manager }) =>
        manager.query(
          `INSERT INTO order_daily (listing_id, day, figure, item, count) VALUES ($1, $2, $3, '', $4)`,
          [shop, day, figure, count],
        ),
      );
    return shop;
  }
  const read = async (query = '', path = PATH) => {
    const { status, json } = await claire.call({ path: path + query });
    expect(status).toBe(200);
    return townOrderFiguresSchema.parse(json);
  };

  it('are those of all shops together, and tell no amount that would be that of a few', async () => {
    expect(await read()).toMatchObject({ taking: 0, totals: { placed: 0, shops: 0, soldCents: 0 } });
    for (const late of [0, 0, 5, 0])
      await aShopWith({
        placed: 5,
        'in-time': 5,
        ...(late > 0 ? { late } : {}),
        sales: 4,
        'sold-cents': 1_000,
      });
    await aShopWith({ placed: 100, sales: 100, 'sold-cents': 5_000 }, orders.world.there);
    const few = await read();
    expect(few.totals).toEqual({ placed: 20, shops: 4, answering: 4, inTime: null, soldCents: null });
    expect([few.weeks.length, few.weeks.at(-2)?.placed, few.weeks.at(-2)?.shops]).toEqual([4, 20, 4]);
    expect([few.taking, few.before.totals.placed]).toEqual([4, 0]);
    await aShopWith({ placed: 5, 'in-time': 5, sales: 4, 'sold-cents': 1_000 });
    expect((await read()).totals).toMatchObject({ shops: 5, inTime: 4, soldCents: 5_000 });
    // Of the week that goes on no amount is told: who reads before and after a hand-over would know it.
    await aShopWith({ placed: 5, sales: 4, 'sold-cents': 700 }, orders.world.here, daysAgo(0));
    expect((await read()).totals).toMatchObject({ placed: 30, shops: 6, soldCents: 5_000 });
    // One that makes nearly all of it hides what the others make, and shows its own.
    await aShopWith({ placed: 5, sales: 5, 'sold-cents': 90_000 });
    expect((await read()).totals).toMatchObject({ shops: 7, soldCents: null });
  });

  it('are of the weeks that are asked for, and of the usual ones where that is none', async () => {
    expect((await read('?weeks=13')).weeks).toHaveLength(13);
    expect((await read('?weeks=52')).weeks).toHaveLength(52);
    expect((await read('?weeks=hier')).weeks).toHaveLength(4);
  });

  it('are told to agents of their own territory alone', async () => {
    const { world, port } = stage;
    const stranger = new ConsoleClient(port);
    const account = await addAccount(world, { role: 'agent', tenantId: world.there.tenant.id });
    await openSession(world, stranger, account);
    const { status, body } = await stranger.call({ path: PATH });
    expect([status === 200, body.includes('placed')]).toEqual([false, false]);
  });
});
