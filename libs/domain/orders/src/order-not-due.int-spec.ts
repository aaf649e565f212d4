import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';

describe('orders that nobody came for', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  it('are not left behind by a customer whose time has not come', async () => {
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 2 });
    const order = await orders.placed(shop, anOrder(basketOf(bread)));
    const ready = await orders.moved(order, 'accepted', 'ready');
    const leave = () => orders.handling.move(orders.world.here, moveOf(ready), 'not-collected', 'no-show');
    try {
      orders.at(new Date(TEN - 1));
      await expect(leave()).rejects.toMatchObject({ code: 'order-not-due' });
      expect((await orders.handling.get(orders.world.here, order.id)).state).toBe('ready');
      orders.at(new Date(TEN));
      await leave();
      expect((await orders.handling.get(orders.world.here, order.id)).state).toBe('not-collected');
    } finally {
      orders.at(ORDERED_AT);
    }
  });
});
