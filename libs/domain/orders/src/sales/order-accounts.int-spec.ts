import { servicesOf } from '@halles/testing';
import { anOrder, basketOf, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import { OrdersModule } from '../orders.module';
import { OrderAccounts } from './order-accounts.service';

describe('what is kept of orders for the accounts', () => {
  let on: OrdersWorld;
  let accounts: OrderAccounts;

  beforeAll(async () => {
    on = await openOrdersWorld();
    accounts = (await servicesOf(on.world, [OrdersModule])).get(OrderAccounts);
  });
  afterAll(() => on.world.close());

  it('ends by whole years, with all that hangs on an order, and in its own territory alone', async () => {
    const { here, there } = on.world;
    const counts = async () => {
      const [row] = await on.rowsOf<object>(`SELECT
        (SELECT count(*)::int FROM customer_order) AS orders, (SELECT count(*)::int FROM order_line) AS lines,
        (SELECT count(*)::int FROM order_event) AS events, (SELECT count(*)::int FROM order_number) AS numbers`);
      return row;
    };
    for (let shops = 0; shops < 2; shops += 1) {
      const shop = await on.aShop();
      const product = await on.aProduct(shop);
      const order = await on.placed(shop, anOrder(basketOf(product)));
      expect(order.number.year).toBe(2026);
      await on.moved(order, 'accepted', 'collected');
    }
    const theirs = await on.aShop({}, there);
    await on.place(theirs, anOrder(basketOf(await on.aProduct(theirs, {}, there))), there);
    const before = await counts();
    expect(before).toMatchObject({ orders: 2, numbers: 2 });

    // In Paris it is 2026 for another second.
    expect(await accounts.eraseBefore(here, new Date('2026-12-31T22:59:59Z'))).toBe(0);
    expect(await counts()).toEqual(before);
    expect(await accounts.eraseBefore(here, new Date('2026-12-31T23:00:00Z'))).toBe(2);
    expect(await counts()).toEqual({ orders: 0, lines: 0, events: 0, numbers: 0 });
    expect(await accounts.eraseBefore(here, new Date('2027-12-31T23:00:00Z'))).toBe(0);
    expect(await accounts.eraseBefore(there, new Date('2026-12-31T23:00:00Z'))).toBe(1);
  });
});
