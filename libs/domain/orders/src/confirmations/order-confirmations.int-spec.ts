import { MINUTE } from '@halles/kernel';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  TEN,
  whileBusy,
} from '@halles/testing/orders';
import type { Order } from '../order';
import { CONFIRM_MINUTES, confirmableUntil } from './confirmation';
import { OrderConfirmations } from './order-confirmations.service';

const RULES = { isOpen: true, kind: 'order', length: 30, notice: 60, orders: null, horizon: 30 } as const;
const END = new Date(ORDERED_AT.getTime() + CONFIRM_MINUTES * MINUTE);

describe('orders that their customers confirm', () => {
  let orders: OrdersWorld;
  let confirmations: OrderConfirmations;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    confirmations = orders.services.get(OrderConfirmations);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
  });

  /** A shop that asks for it, with two loaves and room for one order in each slot. */
  const aShop = async (): Promise<{ readonly shop: number; readonly bread: string }> => {
    const shop = await orders.aShop();
    await orders.settings.change(orders.world.here, shop, { ...RULES, orders: 1, confirmsContact: true });
    return { shop, bread: await orders.aProduct(shop, { stock: 2 }) };
  };
  const stateOf = async ({ id }: Order) => (await orders.handling.get(orders.world.here, id)).state;
  const inbox = async (shop: number) => (await orders.handling.listOpen(orders.world.here, shop, 10)).toDo;
  const promised = async (): Promise<string[]> => {
    const rows = await orders.world.installation
      .platform()
      .query<{ kind: string }>(`DELETE FROM platform.outbox WHERE kind LIKE 'order.%' RETURNING kind`);
    return rows
      .flat()
      .flatMap((row) => (typeof row === 'object' && 'kind' in row ? [row.kind] : []))
      .sort();
  };

  it('hold goods and slot, and are unknown to their shop until then', async () => {
    const { shop, bread } = await aShop();
    await promised();
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    expect(order).toMatchObject({
      state: 'to-confirm',
      events: [{ state: 'to-confirm', actor: 'customer' }],
    });
    expect(confirmableUntil(order)).toEqual(END);
    expect(await promised()).toEqual(['order.notify-customer']);
    expect(await orders.stockOf(shop, bread)).toBe(1);
    await expect(orders.place(shop, anOrder(basketOf(bread)))).rejects.toMatchObject({
      code: 'slot-refused',
    });
    expect(await inbox(shop)).toEqual([]);
    expect(await orders.handling.listWaiting(orders.world.here, [shop])).toEqual([]);

    await confirmations.confirm(orders.world.here, order);
    expect(await inbox(shop)).toMatchObject([{ id: order.id, state: 'received', event: 2 }]);
    expect(await promised()).toEqual(['order.notify-customer', 'order.notify-shop']);
    // Whatever is done next is what is done to any order.
    const seen = await orders.handling.get(orders.world.here, order.id);
    expect((await orders.moved(seen, 'accepted')).state).toBe('accepted');
  });

  it('are confirmed once, however often and in how many tabs', async () => {
    const { shop, bread } = await aShop();
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    await promised();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => whileBusy(() => confirmations.confirm(orders.world.here, order))),
    );
    expect(new Set(outcomesOf(results))).toEqual(new Set(['done']));
    expect((await orders.handling.get(orders.world.here, order.id)).events).toHaveLength(2);
    expect(await promised()).toEqual(['order.notify-customer', 'order.notify-shop']);
    // Also long after, when it was accepted.
    await orders.moved(await orders.handling.get(orders.world.here, order.id), 'accepted');
    orders.at(new Date(END.getTime() + MINUTE));
    await confirmations.confirm(orders.world.here, order);
    expect(await stateOf(order)).toBe('accepted');
  });

  it('lapse once their time is over: goods and slot are free, and nobody is mailed', async () => {
    const { shop, bread } = await aShop();
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    await promised();
    orders.at(new Date(END.getTime() - 1));
    expect(await confirmations.lapse(orders.world.here)).toBe(0);
    orders.at(END);
    await expect(confirmations.confirm(orders.world.here, order)).rejects.toMatchObject({
      code: 'order-confirmation-over',
    });
    expect(await confirmations.lapse(orders.world.here)).toBe(1);
    expect(await confirmations.lapse(orders.world.here)).toBe(0);
    const lapsed = await orders.handling.get(orders.world.here, order.id);
    expect(lapsed.state).toBe('cancelled');
    expect(lapsed.events.at(-1)).toMatchObject({ actor: 'system', reason: 'not-confirmed' });
    expect(await promised()).toEqual([]);
    expect(await orders.stockOf(shop, bread)).toBe(2);
    expect(await orders.wrongStocks(shop)).toEqual([]);
    await expect(orders.handling.move(orders.world.here, moveOf(lapsed), 'received')).rejects.toMatchObject({
      code: 'order-moved',
    });
    await expect(confirmations.confirm(orders.world.here, order)).rejects.toMatchObject({
      code: 'order-confirmation-over',
    });
    expect((await orders.placed(shop, anOrder(basketOf(bread)))).state).toBe('to-confirm');
  });

  it('are confirmed before their slot begins, or not: their shop needs the time', async () => {
    const { here } = orders.world;
    const { shop, bread } = await aShop();
    orders.at(new Date(TEN - 61 * MINUTE));
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    await orders.world.work.write(here, ({ manager }) =>
      manager.query('UPDATE customer_order SET created_at = $2 WHERE id = $1', [
        ...[order.id, new Date(TEN - 15 * MINUTE)],
      ]),
    );
    const soon = await orders.handling.get(here, order.id);
    expect(confirmableUntil(soon)).toEqual(new Date(TEN));
    orders.at(new Date(TEN));
    await expect(confirmations.confirm(here, soon)).rejects.toMatchObject({
      code: 'order-confirmation-over',
    });
    expect(await confirmations.lapse(here)).toBeGreaterThanOrEqual(1);
    expect(await stateOf(order)).toBe('cancelled');
  });

  it('are no silence of a shop that had them for less than it has to answer', async () => {
    const { here } = orders.world;
    const { shop, bread } = await aShop();
    orders.at(new Date(TEN - 61 * MINUTE));
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    await orders.world.work.write(here, async ({ manager }) => {
      const placedAt = new Date(TEN - 15 * MINUTE);
      await manager.query('UPDATE customer_order SET created_at = $2 WHERE id = $1', [order.id, placedAt]);
      await manager.query('UPDATE ordering_settings SET answer_minutes = 60 WHERE listing_id = $1', [shop]);
    });
    orders.at(new Date(TEN - MINUTE));
    await confirmations.confirm(here, order);
    orders.at(new Date(TEN + 30 * MINUTE));
    expect(await orders.handling.cancelUnanswered(here)).toBeGreaterThanOrEqual(1);
    expect(await stateOf(order)).toBe('cancelled');
    expect(await orders.rowsOf('SELECT missed FROM order_silence WHERE listing_id = $1', [shop])).toEqual([]);
  });

  it('are either confirmed or cancelled where both are asked for at once', async () => {
    const { here } = orders.world;
    const { shop, bread } = await aShop();
    for (let round = 0; round < 5; round += 1) {
      const order = await orders.placed(shop, anOrder(basketOf(bread)));
      const cancels = moveOf(order, { actor: 'customer' });
      await Promise.allSettled([
        whileBusy(() => confirmations.confirm(here, order)),
        whileBusy(() => orders.handling.move(here, cancels, 'cancelled', 'customer')),
      ]);
      const { events, state } = await orders.handling.get(here, order.id);
      expect(events).toHaveLength(2);
      const isConfirmed = state === 'received';
      expect(await orders.stockOf(shop, bread)).toBe(isConfirmed ? 1 : 2);
      expect((await inbox(shop)).map(({ id }) => id)).toEqual(isConfirmed ? [order.id] : []);
      if (isConfirmed) await orders.moved(await orders.handling.get(here, order.id), 'refused');
    }
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('leave nothing behind where the process dies before the end of the transaction', async () => {
    const { here, work } = orders.world;
    const { shop, bread } = await aShop();
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    await promised();
    const dying = jest.spyOn(work, 'write').mockImplementationOnce((ctx, use) =>
      work.write(ctx, async (tx) => {
        await use(tx);
        throw new Error('killed');
      }),
    );
    await expect(confirmations.confirm(here, order)).rejects.toThrow('killed');
    dying.mockRestore();
    expect([await stateOf(order), await promised()]).toEqual(['to-confirm', []]);
    await confirmations.confirm(here, order);
    expect(await stateOf(order)).toBe('received');
  });

  it('need an address, unless it is the one of the account that orders', async () => {
    const { shop, bread } = await aShop();
    const byPhone = anOrder(basketOf(bread), { email: null, phone: '+33612345678' });
    await expect(orders.place(shop, byPhone)).rejects.toMatchObject({
      code: 'order-needs-email',
      errors: [{ pointer: '/email' }],
    });
    const known = { amounts: 'any', provenEmail: 'ODILE@example.org' } as const;
    const { id } = await orders.placing.place(orders.world.here, shop, anOrder(basketOf(bread)), 'fr', known);
    expect((await orders.handling.get(orders.world.here, id)).state).toBe('received');
  });

  it('are no figures of their shop before, and its answer counts from then on', async () => {
    const { here } = orders.world;
    const { shop, bread } = await aShop();
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    orders.at(new Date(ORDERED_AT.getTime() + 20 * MINUTE));
    await confirmations.confirm(here, order);
    orders.at(new Date(ORDERED_AT.getTime() + 25 * MINUTE));
    await orders.moved(await orders.handling.get(here, order.id), 'accepted');
    expect(
      await orders.rowsOf('SELECT answer_minutes AS minutes FROM customer_order WHERE id = $1', [order.id]),
    ).toEqual([{ minutes: 5 }]);
  });

  it('are nobody else’s: not another town’s', async () => {
    const { shop, bread } = await aShop();
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    await expect(confirmations.confirm(orders.world.there, order)).rejects.toMatchObject({
      code: 'order-not-found',
    });
    orders.at(END);
    expect(await confirmations.lapse(orders.world.there)).toBe(0);
    expect(await stateOf(order)).toBe('to-confirm');
  });
});
