import { anOrder, basketOf, moveOf, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import type { OrderInboxes } from './order-inboxes.service';
import { OPEN_STATEMENTS } from './order-list.repository';

describe('what is worked on in several shops', () => {
  let orders: OrdersWorld;
  let inboxes: OrderInboxes;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    ({ inboxes } = orders);
  });
  afterAll(() => orders.world.close());

  it('is counted and listed of those that are asked for, and of no other', async () => {
    const [one, two, other] = [await orders.aShop(), await orders.aShop(), await orders.aShop()];
    const placed = [];
    for (const shop of [one, two, two, other])
      placed.push(await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop)))));
    const [first] = placed;
    if (!first) throw new Error('no order');
    await orders.handling.move(orders.world.here, moveOf(first), 'accepted');
    const found = await inboxes.find(orders.world.here, [one, two], [one, two], 10);
    expect(found.counts).toEqual([
      { listingId: one, open: 1, waiting: 0 },
      { listingId: two, open: 2, waiting: 2 },
    ]);
    expect(found.toDo.map(({ listingId }) => listingId).sort()).toEqual([one, two, two].sort());
    const alone = await inboxes.find(orders.world.here, [one, two], [one], 10);
    expect([alone.toDo.length, alone.counts]).toEqual([1, found.counts]);
    expect(await inboxes.listWaitingIds(orders.world.here, [one, two], 10)).toHaveLength(2);
    expect((await inboxes.find(orders.world.here, [one, two], [one, two], 2)).toDo).toHaveLength(2);
  });

  it('is nothing in another territory', async () => {
    const shop = await orders.aShop();
    await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    expect(await inboxes.find(orders.world.there, [shop], [shop], 10)).toMatchObject({
      toDo: [],
      counts: [{ listingId: shop, open: 0, waiting: 0 }],
    });
  });

  it.each(OPEN_STATEMENTS)('is found without reading what is over: %s', async (index, statement, values) => {
    const plan = await orders.world.work.write(orders.world.here, async ({ manager }) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(`EXPLAIN ${statement}`, [...values]);
    });
    const words = JSON.stringify(plan);
    expect(words).toContain(index);
    expect(words).not.toContain('Seq Scan on customer_order');
  });
});
