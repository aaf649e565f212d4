import { instantOf, wallTime } from '@halles/domain/hours';
import {
  anOrder,
  basketOf,
  changedHours,
  moveOf,
  openPaidOrders,
  ORDERED_AT,
  outcomesOf,
  type PaidOrders,
  TEN,
} from '@halles/testing/orders';
import { anAccount } from '@halles/testing';
import { ClosedDayOrders, MOST_ENDED, type ShownOrder } from './closed-day-orders.service';
import { OrderDays } from './order-days.service';

const DAY = '2026-12-01';
const { day } = wallTime('Europe/Paris', TEN);
const span = {
  from: new Date(instantOf('Europe/Paris', day, 0)),
  until: new Date(instantOf('Europe/Paris', day + 1, 0)),
};

describe('the orders of a day that their shop has closed', () => {
  let paid: PaidOrders;
  let say: Awaited<ReturnType<typeof changedHours>>;
  let closed: ClosedDayOrders;
  let accountId: string;

  beforeAll(async () => {
    paid = await openPaidOrders();
    say = await changedHours(paid.on.world, () => ORDERED_AT);
    closed = paid.on.services.get(ClosedDayOrders);
    accountId = (await anAccount(paid.on.world, paid.on.world.here, {})).id;
  });
  afterAll(() => paid.close());

  const close = (shop: number) => say(shop, { exceptions: [{ from: DAY, until: DAY, spans: [] }] });
  const dayOf = (listingId: number) => ({ listingId, accountId, span });
  const shown = async (listingId: number): Promise<readonly ShownOrder[]> =>
    (await paid.on.services.get(OrderDays).find(paid.on.world.here, listingId, span)).due.next;
  const end = (shop: number, orders: readonly ShownOrder[], ctx = paid.on.world.here) =>
    closed.end(ctx, dayOf(shop), orders);
  const statesOf = (shop: number) =>
    paid.on.rowsOf<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM customer_order WHERE listing_id = $1 GROUP BY state ORDER BY state',
      [shop],
    );
  const aShopWith = async (count: number) => {
    const shop = await paid.on.aShop({ notice: 0 });
    const bread = await paid.on.aProduct(shop, { stock: 500 });
    const placed = [];
    for (let at = 0; at < count; at += 1)
      placed.push(await paid.on.placed(shop, anOrder(basketOf(bread), { email: `odile${at}@example.org` })));
    return { shop, bread, placed };
  };

  it('are ended fifty at a touch, the rest is said, and goods and slots are free again', async () => {
    const { shop, bread } = await aShopWith(MOST_ENDED + 3);
    await close(shop);
    const first = await shown(shop);
    expect(first).toHaveLength(MOST_ENDED);
    expect(await end(shop, first)).toEqual({ ended: MOST_ENDED, changed: 0, left: 3 });
    expect(await paid.on.stockOf(shop, bread)).toBe(497);
    expect(await end(shop, await shown(shop))).toEqual({ ended: 3, changed: 0, left: 0 });
    expect(await statesOf(shop)).toEqual([{ state: 'refused', count: MOST_ENDED + 3 }]);
    expect([await paid.on.stockOf(shop, bread), await paid.on.wrongStocks(shop)]).toEqual([500, []]);
    expect(await paid.on.rowsOf(`SELECT 1 FROM slot_hold WHERE listing_id = $1`, [shop])).toEqual([]);
    // However much is sent, no touch takes more.
    const { shop: other } = await aShopWith(1);
    await close(other);
    const many = Array.from({ length: 300 }, () => [...first, ...first]).flat();
    expect(await end(other, many)).toEqual({ ended: 0, changed: MOST_ENDED, left: 1 });
  });

  it('are ended once, however often and by however many at once, and each customer is told once', async () => {
    const { shop, placed } = await aShopWith(4);
    await close(shop);
    const orders = await shown(shop);
    const touches = await Promise.allSettled([1, 2, 3].map(() => end(shop, orders)));
    expect(outcomesOf(touches)).toEqual(['done', 'done', 'done']);
    const counts = touches.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(counts.reduce((sum, { ended }) => sum + ended, 0)).toBe(4);
    expect(counts.every(({ changed, left }) => changed === 0 && left >= 0)).toBe(true);
    expect(await end(shop, orders)).toEqual({ ended: 0, changed: 0, left: 0 });
    const told = await paid.on.world.installation
      .platform()
      .query<{ ref: string }>(
        `SELECT ref FROM outbox WHERE kind = 'order.notify-customer' AND ref = ANY ($1)`,
        [
          (
            await paid.on.rowsOf<{ id: string }>(
              `SELECT id FROM order_event WHERE state = 'refused' AND order_id = ANY ($1)`,
              [placed.map(({ id }) => id)],
            )
          ).map(({ id }) => id),
        ],
      );
    expect(told).toHaveLength(4);
  });

  it('let go of what is held on cards, and give back what was paid', async () => {
    const { shop } = await paid.aPaidShop();
    const bread = await paid.on.aProduct(shop, { stock: 9 });
    const held = await paid.authorised(shop, bread);
    const taken = await paid.authorised(shop, bread);
    await paid.settled(await paid.on.moved(taken.order, 'accepted'));
    expect(paid.moneyOf(taken.payment)).toBe('succeeded 0 420 0');
    await close(shop);
    expect(await end(shop, await shown(shop))).toEqual({ ended: 2, changed: 0, left: 0 });
    await paid.settled(held.order);
    await paid.settled(taken.order);
    expect([paid.moneyOf(held.payment), paid.moneyOf(taken.payment)]).toEqual([
      'canceled 0 0 0',
      'succeeded 0 420 420',
    ]);
    expect(await paid.on.stockOf(shop, bread)).toBe(9);
  });

  it('leave alone what changed, what is kept all the same, another day, another shop and another territory', async () => {
    const { shop, placed } = await aShopWith(3);
    const [moved, kept, rest] = placed;
    if (!moved || !kept || !rest) throw new Error('three were placed');
    const before = [...placed].map(({ id, event }) => ({ orderId: id, seen: event }));
    await close(shop);
    const { here, there } = paid.on.world;
    await paid.on.handling.move(here, moveOf(moved, { actor: 'customer' }), 'cancelled', 'customer');
    await paid.on.handling.move(here, moveOf(kept, { isSure: true }), 'accepted');
    expect(await shown(shop)).toEqual([{ orderId: rest.id, seen: 1 }]);
    const { shop: other } = await aShopWith(0);
    await close(other);
    expect(await end(other, before)).toEqual({ ended: 0, changed: 3, left: 0 });
    await expect(end(shop, before, there)).rejects.toMatchObject({ code: 'day-not-closed' });
    expect(await end(shop, before)).toEqual({ ended: 1, changed: 2, left: 0 });
    expect(await statesOf(shop)).toEqual([
      { state: 'accepted', count: 1 },
      { state: 'cancelled', count: 1 },
      { state: 'refused', count: 1 },
    ]);
  });

  it('are not ended where the shop is open that day', async () => {
    const { shop, placed } = await aShopWith(1);
    const orders = placed.map(({ id, event }) => ({ orderId: id, seen: event }));
    await expect(end(shop, orders)).rejects.toMatchObject({ code: 'day-not-closed' });
    expect(await statesOf(shop)).toEqual([{ state: 'received', count: 1 }]);
  });
});
