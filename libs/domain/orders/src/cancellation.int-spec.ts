import type { CancellationRule } from '@halles/contracts';
import { HOUR } from '@halles/kernel';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';

const RULES = { isOpen: true, kind: 'order', length: 30, notice: 0, orders: null, horizon: 7 } as const;
const customer = { actor: 'customer' } as const;

describe('the rule by which a customer cancels', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(() => orders.at(ORDERED_AT));

  const sets = (shop: number, cancellation: CancellationRule) =>
    orders.settings.change(orders.world.here, shop, { ...RULES, cancellation });
  const cancel = async (id: string) => {
    const order = await orders.handling.get(orders.world.here, id);
    return orders.handling.move(orders.world.here, moveOf(order, customer), 'cancelled', 'customer');
  };
  const aSale = async (cancellation: CancellationRule) => {
    const shop = await orders.aShop();
    await sets(shop, cancellation);
    const bread = await orders.aProduct(shop, { stock: 5 });
    return { shop, bread, order: await orders.placed(shop, anOrder(basketOf(bread))) };
  };

  it('lets them until its time, and does nothing after it', async () => {
    const { shop, bread, order } = await aSale('two-hours');
    await orders.moved(order, 'accepted');
    orders.at(new Date(TEN - 2 * HOUR));
    await expect(cancel(order.id)).rejects.toMatchObject({ code: 'cancellation-over' });
    const after = await orders.handling.get(orders.world.here, order.id);
    expect([after.state, after.event, await orders.stockOf(shop, bread)]).toEqual(['accepted', 2, 4]);
    orders.at(new Date(TEN - 2 * HOUR - 1));
    await cancel(order.id);
    expect(await orders.stockOf(shop, bread)).toBe(5);
  });

  it('is the one that was accepted with the order, whatever the shop sets later', async () => {
    const { shop, bread, order } = await aSale('slot');
    await sets(shop, 'accepted');
    const strict = await orders.placed(shop, anOrder(basketOf(bread)));
    await sets(shop, 'slot');
    const rules = [order, strict].map(
      async ({ id }) => (await orders.handling.get(orders.world.here, id)).cancellation,
    );
    expect(await Promise.all(rules)).toEqual(['slot', 'accepted']);
    await orders.moved(order, 'accepted');
    await orders.moved(strict, 'accepted');
    await expect(cancel(strict.id)).rejects.toMatchObject({ code: 'cancellation-over' });
    await cancel(order.id);
  });

  it('never keeps them from cancelling what is not accepted, also once that was taken back', async () => {
    const { order } = await aSale('accepted');
    await orders.moved(order, 'accepted', 'received');
    await cancel(order.id);
    expect((await orders.handling.get(orders.world.here, order.id)).state).toBe('cancelled');
  });

  it('is told to who saw another one: nothing is ordered', async () => {
    const { shop, bread, order } = await aSale('slot');
    const [seen] = await orders.rowsOf<{ digest: string }>(
      'SELECT terms_digest AS digest FROM customer_order WHERE id = $1',
      [order.id],
    );
    await sets(shop, 'eve');
    const late = orders.place(shop, anOrder(basketOf(bread), { termsDigest: seen?.digest }));
    await expect(late).rejects.toMatchObject({ code: 'basket-changed' });
  });

  it('binds nobody who reserves, and no shop of another territory', async () => {
    const { shop, bread } = await aSale('accepted');
    await orders.settings.change(orders.world.here, shop, { ...RULES, kind: 'reservation' });
    const order = await orders.placed(shop, anOrder(basketOf(bread), { kind: 'reservation' }));
    expect(order.cancellation).toBeNull();
    await orders.moved(order, 'accepted');
    await cancel(order.id);
    const { there } = orders.world;
    expect(await orders.settings.find(there, shop)).toBeNull();
    expect(await orders.handling.find(there, order.id)).toBeNull();
  });
});
