import { MINUTE } from '@halles/kernel';
import { anOrder, basketOf, moveOf, openOrdersWorld, type OrdersWorld, TEN } from '@halles/testing/orders';

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
    expect(await orders.handling.delayed(here, order, 30)).toMatchObject({ isOpen: false, nextMinutes: 150 });
    await orders.handling.delay(here, moveOf(order), 150);
    const later = await orders.handling.get(here, order.id);
    expect(later.slot.from).toEqual(new Date(noon + 150 * MINUTE));
    await orders.handling.delay(here, moveOf(later), 600, true);
    // A Tuesday night; the Wednesday opens at seven.
    const night = await orders.handling.get(here, order.id);
    expect(await orders.handling.delayed(here, night, 60)).toMatchObject({ isOpen: false, nextMinutes: 360 });
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
});
