import { silentShopsSchema } from '@halles/contracts';
import { DAY } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { GENEROUS } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { type OrdersWorld, ordersOf } from '@halles/testing/orders';
import { ConsoleStage } from '../../testing/console-stage';

const PATH = '/api/tenants/ici-bourg/silent-shops';
const MISSED_AT = new Date('2026-12-04T15:00:00Z');
const ASKED_AT = new Date('2026-12-03T15:00:00Z');

describe('shops that do not answer their orders', () => {
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
  beforeEach(async () => {
    const { here, there, work } = orders.world;
    for (const ctx of [here, there])
      await work.write(ctx, ({ manager }) => manager.query('DELETE FROM order_silence'));
  });

  async function aSilentShop(missed: number, ctx: TenantContext = orders.world.here): Promise<number> {
    const shop = await orders.aShop({}, ctx);
    await orders.world.work.write(ctx, ({ manager }) =>
      manager.query(
        `INSERT INTO order_silence (listing_id, missed, last_missed_at, asked_at, paused_at)
         VALUES ($1, $2::int, $3, CASE WHEN $2::int >= 3 THEN $4::timestamptz END, CASE WHEN $2::int >= 5 THEN $3::timestamptz END)`,
        [shop, missed, MISSED_AT, ASKED_AT],
      ),
    );
    return shop;
  }
  const change = (shop: number, set: string, ...values: unknown[]): Promise<unknown> =>
    orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(`UPDATE ordering_settings SET ${set} WHERE listing_id = $1`, [shop, ...values]),
    );
  const list = async () => {
    const { status, json } = await claire.call({ path: PATH });
    expect(status).toBe(200);
    return silentShopsSchema.parse(json);
  };

  it('are listed with the number to call, the worst at the head, and none of another territory', async () => {
    expect(await list()).toMatchObject({ shops: [], isCut: false });
    const [one, asked, paused] = [await aSilentShop(1), await aSilentShop(3), await aSilentShop(6)];
    await aSilentShop(7, orders.world.there);
    const until = new Date(Date.now() + DAY);
    await change(paused, 'paused_until = $2, phone = $3', until, '+33612345678');
    const found = await list();
    expect(found.timeZone).toBe(orders.world.here.tenant.settings.timeZone);
    expect(found.shops.map(({ listing, missed }) => [listing.id, missed])).toEqual([
      [paused, 6],
      [asked, 3],
      [one, 1],
    ]);
    expect(found.shops[0]).toMatchObject({
      ...{ phone: '+33612345678', lastMissedAt: MISSED_AT.toISOString(), askedAt: ASKED_AT.toISOString() },
      ...{ pausedUntil: until.toISOString(), isPausedByPlatform: true },
    });
    expect(found.shops[1]).toMatchObject({ pausedUntil: null, isPausedByPlatform: false });
    expect(found.shops[2]).toMatchObject({ askedAt: null });
  });

  it('leave the list once they take no orders any more', async () => {
    const shop = await aSilentShop(4);
    await change(shop, 'is_open = false');
    expect((await list()).shops).toEqual([]);
  });

  it('are told to agents of their own territory alone', async () => {
    const { world, port } = stage;
    await aSilentShop(4);
    const stranger = new ConsoleClient(port);
    await openSession(
      world,
      stranger,
      await addAccount(world, { role: 'agent', tenantId: world.there.tenant.id }),
    );
    const { status, body } = await stranger.call({ path: PATH });
    expect([status === 200, body.includes('missed')]).toEqual([false, false]);
  });
});
