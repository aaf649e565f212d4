import { DAY, HOUR, MINUTE } from '@halles/kernel';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';
import type { Order } from './order';
import { OrderDelays } from './order-delays.service';

describe('orders that are put off', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  it('are not put off beyond the closing time but by who knows, and then to the next opening', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const noon = TEN + 150 * MINUTE;
    const order = await orders.placed(
      shop,
      anOrder(basketOf(await orders.aProduct(shop)), { slotFrom: noon }),
    );
    // Open until 13:00, and again from 15:00.
    await expect(orders.handling.delay(here, moveOf(order), 30)).rejects.toMatchObject({
      code: 'delay-beyond-hours',
    });
    expect(await orders.handling.get(here, order.id)).toMatchObject({ event: 1, slot: order.slot });
    expect(await orders.services.get(OrderDelays).delayed(here, order, 30)).toMatchObject({
      isOpen: false,
      nextMinutes: 150,
    });
    await orders.handling.delay(here, moveOf(order), 150);
    const later = await orders.handling.get(here, order.id);
    expect(later.slot.from).toEqual(new Date(noon + 150 * MINUTE));
    await orders.handling.delay(here, moveOf(later), 600, true);
    // A Tuesday night; the Wednesday opens at seven.
    const night = await orders.handling.get(here, order.id);
    expect(await orders.services.get(OrderDelays).delayed(here, night, 60)).toMatchObject({
      isOpen: false,
      nextMinutes: 360,
    });
  });

  it('are not put off into a slot that is full, but by who knows', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop({ capacity: { orders: 1 } });
    const basket = basketOf(await orders.aProduct(shop));
    const order = await orders.placed(shop, anOrder(basket));
    const length = order.slot.until.getTime() - order.slot.from.getTime();
    const next = await orders.placed(shop, anOrder(basket, { slotFrom: order.slot.from.getTime() + length }));
    for (const minutes of [5, length / MINUTE])
      await expect(orders.handling.delay(here, moveOf(order), minutes)).rejects.toMatchObject({
        code: 'delay-into-full',
      });
    expect(await orders.services.get(OrderDelays).delayed(here, order, 5)).toMatchObject({
      isOpen: true,
      isFull: true,
    });
    await orders.handling.delay(here, moveOf(order), length / MINUTE, true);
    expect((await orders.handling.get(here, order.id)).slot.from).toEqual(next.slot.from);
    // Behind the last one there is room.
    await orders.handling.delay(here, moveOf(next), length / MINUTE);
    expect((await orders.handling.get(here, next.id)).event).toBe(2);
  });

  it('is put off without a question where the hours of the shop are unknown by now', async () => {
    const { here, work } = orders.world;
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    await work.write(here, ({ manager }) =>
      manager.query('UPDATE listing SET opening_id = NULL WHERE id = $1', [shop]),
    );
    await orders.handling.delay(here, moveOf(order), 20);
    expect((await orders.handling.get(here, order.id)).events.at(-1)).toMatchObject({ delayMinutes: 20 });
  });

  it('go back to their time where the shop takes the delay back, and to nowhere else', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const order = await orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop))));
    const back = (now: Order, minutes: number) => orders.handling.delay(here, moveOf(now), minutes);
    await expect(back(order, -15)).rejects.toMatchObject({ code: 'order-moved' });
    await orders.handling.delay(here, moveOf(order), 15);
    const later = await orders.handling.get(here, order.id);
    await expect(back(later, -5)).rejects.toMatchObject({ code: 'order-moved' });
    await back(later, -15);
    const again = await orders.handling.get(here, order.id);
    expect(again).toMatchObject({ slot: order.slot, state: 'received' });
    // What was taken back is not taken back once more.
    await expect(back(again, -15)).rejects.toMatchObject({ code: 'order-moved' });
    // The time before is over.
    await orders.handling.delay(here, moveOf(again), 60);
    orders.at(order.slot.until);
    const over = await orders.handling.get(here, order.id);
    await expect(back(over, -60)).rejects.toMatchObject({ code: 'order-moved' });
    orders.at(ORDERED_AT);
  });

  it('is restored within a day of its refusal, and before its time is over', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const product = await orders.aProduct(shop);
    const refused = async (slotFrom: number) => {
      orders.at(ORDERED_AT);
      const order = await orders.placed(shop, anOrder(basketOf(product), { slotFrom }));
      return orders.moved(order, 'refused');
    };
    const restore = async (order: Order, at: number) => {
      orders.at(new Date(at));
      return orders.handling.move(here, moveOf(order), 'received');
    };
    const today = await refused(TEN);
    await expect(restore(today, today.slot.until.getTime())).rejects.toMatchObject({
      code: 'order-not-restorable',
      params: { why: 'slot-over' },
    });
    const friday = await refused(TEN + 3 * DAY);
    await expect(restore(friday, ORDERED_AT.getTime() + 24 * HOUR + 1)).rejects.toMatchObject({
      code: 'order-not-restorable',
      params: { why: 'too-long-ago' },
    });
    await restore(friday, ORDERED_AT.getTime() + 24 * HOUR);
    expect((await orders.handling.get(here, friday.id)).state).toBe('received');
    orders.at(ORDERED_AT);
  });
});
