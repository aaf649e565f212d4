import type { MandateGroup } from '@halles/contracts';
import { HOUR, MINUTE } from '@halles/kernel';
import { GENEROUS } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { anOrder, basketOf, ORDERED_AT, type OrdersWorld, ordersOf, TEN } from '@halles/testing/orders';
import { ConsoleStage } from '../../testing/console-stage';

const HERE = '/api/tenants/ici-bourg';

interface ShopRow {
  readonly listing: { readonly id: number };
  readonly takesOrders: boolean;
}

describe('shops whose mandate leaves their orders to the town', () => {
  let stage: ConsoleStage;
  let orders: OrdersWorld;
  let agent: ConsoleClient;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    const { world, port } = stage;
    orders = await ordersOf(world);
    agent = new ConsoleClient(port);
    await openSession(
      world,
      agent,
      await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id }),
    );
  });
  afterAll(() => stage.close());

  const signed = (shop: number, scope: readonly MandateGroup[] | null, ctx = orders.world.here) =>
    sendAgent(orders.world, ctx, shop, { scope });
  const list = async (): Promise<ShopRow[]> => {
    const { status, json } = await agent.call({ path: `${HERE}/order-shops` });
    expect(status).toBe(200);
    return json['shops'] as ShopRow[];
  };
  const rowOf = async (shop: number): Promise<ShopRow | undefined> =>
    (await list()).find(({ listing }) => listing.id === shop);

  it('are listed where the mandate names orders, and say whether they take any now', async () => {
    const [open, paused, page, without] = [
      await orders.aShop(),
      await orders.aShop(),
      await orders.aShop(),
      await orders.aShop(),
    ];
    for (const shop of [open, paused]) await orders.aProduct(shop);
    await signed(open, ['orders', 'hours']);
    await signed(paused, ['orders']);
    await signed(page, null);
    await signed(without, ['products']);
    await orders.world.work.write(orders.world.here, ({ manager }) =>
      manager.query(
        `UPDATE ordering_settings SET paused_until = now() + interval '9 days' WHERE listing_id = $1`,
        [paused],
      ),
    );
    expect(await rowOf(open)).toMatchObject({ takesOrders: true });
    expect(await rowOf(paused)).toMatchObject({ takesOrders: false });
    expect([await rowOf(page), await rowOf(without)]).toEqual([undefined, undefined]);
  });

  it('are of one territory', async () => {
    const before = await list();
    const there = await orders.aShop({}, orders.world.there);
    await signed(there, ['orders'], orders.world.there);
    expect(await list()).toEqual(before);
    expect((await agent.call({ path: '/api/tenants/autre-ville/order-shops' })).status).toBe(404);
  });

  it('have the id of an order to call about, which the others do not', async () => {
    const called = async (scope: readonly MandateGroup[] | null): Promise<string> => {
      orders.at(ORDERED_AT);
      const shop = await orders.aShop({ horizon: 30 });
      const settings = await orders.settings.find(orders.world.here, shop);
      if (!settings) throw new Error('no settings');
      await orders.settings.save(orders.world.here, shop, settings, { minutes: 10, phone: null });
      const input = anOrder(basketOf(await orders.aProduct(shop)), { slotFrom: TEN + 48 * HOUR });
      const { id } = await orders.place(shop, input);
      for (const minutes of [10, 20]) {
        orders.at(new Date(ORDERED_AT.getTime() + minutes * MINUTE));
        await orders.assurance.run(orders.world.here);
      }
      await signed(shop, scope);
      return id;
    };
    const [answerable, other] = [await called(['orders']), await called(null)];
    const { json, body } = await agent.call({ path: `${HERE}/orders-to-call` });
    const ids = (json['calls'] as { orderId: string | null }[]).map(({ orderId }) => orderId);
    expect([ids.includes(answerable), body.includes(other)]).toEqual([true, false]);
    expect(ids.filter((id) => id === null).length).toBeGreaterThan(0);
  });

  it('are handed over at the page that is asked for', async () => {
    const shop = await orders.aShop();
    await signed(shop, ['orders']);
    const handOver = async (query: string): Promise<string> => {
      const path = `${HERE}/listings/${String(shop)}/hand-over?langue=fr&${query}`;
      const { status, json } = await agent.call({ method: 'POST', path, body: {} });
      expect(status).toBe(201);
      return String(json['address']);
    };
    expect(await handOver('vers=commande-nouvelle')).toMatch(/\/pro\/agent\/[^?]+\?vers=commande-nouvelle$/);
    expect(await handOver('vers=ailleurs&commande=x')).toMatch(/\/pro\/agent\/[^?]+$/);
  });
});
