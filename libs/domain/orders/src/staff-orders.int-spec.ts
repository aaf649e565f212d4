import type { OrderInput } from '@halles/contracts';
import { platformOf } from '@halles/testing';
import { anOrder, openOrdersWorld, type OrdersWorld, TEN } from '@halles/testing/orders';
import type { Order } from './order';
import type { Staff } from './order-staff';

const HOUR = 3_600_000;

describe('orders that the shop enters for somebody on the phone', () => {
  let orders: OrdersWorld;
  let shop: number;
  let loaf: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    shop = await orders.aShop({ capacity: { orders: 1 }, notice: 120 });
    loaf = await orders.aProduct(shop, { stock: 5 });
  });

  const merchant: Staff = { actor: 'merchant', accountId: null, overrides: [] };
  const lines = () => [{ productId: loaf, quantity: 1, unitCents: 420 }];
  const enter = async (input: OrderInput, staff: Staff = merchant): Promise<Order> => {
    const { id } = await orders.placing.place(orders.world.here, shop, input, 'fr', {
      amounts: 'any',
      provenEmail: null,
      staff,
    });
    return orders.handling.get(orders.world.here, id);
  };
  const mailsOf = async (order: Order): Promise<unknown[]> => {
    const events = await orders.rowsOf<{ id: string }>('SELECT id FROM order_event WHERE order_id = $1', [
      order.id,
    ]);
    return platformOf(orders.world).query<unknown[]>('SELECT kind FROM outbox WHERE ref = ANY ($1::uuid[])', [
      events.map(({ id }) => id),
    ]);
  };

  it('is accepted at once', async () => {
    const order = await enter(anOrder(lines(), { slotFrom: TEN + HOUR }));
    expect(order).toMatchObject({
      state: 'accepted',
      event: 1,
      events: [{ state: 'accepted', actor: 'merchant', reason: null, overrides: [] }],
    });
    expect(await orders.stockOf(shop, loaf)).toBe(4);
    expect(await mailsOf(order)).toEqual([{ kind: 'order.notify-customer' }]);
    expect(await orders.rowsOf('SELECT 1 FROM order_recipient WHERE order_id = $1', [order.id])).toEqual([]);
  });

  it('takes one order of the same key sent again', async () => {
    const input = anOrder(lines(), { slotFrom: TEN + HOUR });
    expect((await enter(input)).id).toBe((await enter(input)).id);
    expect(await orders.stockOf(shop, loaf)).toBe(4);
  });

  it('asks before a slot that is full or too soon, and writes down that it was confirmed', async () => {
    const full = { slotFrom: TEN + HOUR };
    await enter(anOrder(lines(), full));
    await expect(enter(anOrder(lines(), full))).rejects.toMatchObject({ params: { refusal: 'full' } });
    // What was confirmed is what was asked.
    await expect(
      enter(anOrder(lines(), full), { ...merchant, overrides: ['too-soon'] }),
    ).rejects.toMatchObject({ params: { refusal: 'full' } });
    const second = await enter(anOrder(lines(), full), { ...merchant, overrides: ['full'] });
    expect(second.events).toMatchObject([{ state: 'accepted', overrides: ['full'] }]);

    const soon = { slotFrom: TEN - 2 * HOUR };
    await expect(enter(anOrder(lines(), soon))).rejects.toMatchObject({ params: { refusal: 'too-soon' } });
    const third = await enter(anOrder(lines(), soon), { ...merchant, overrides: ['too-soon'] });
    expect(third.events).toMatchObject([{ overrides: ['too-soon'] }]);
  });

  it('gives no slot that is full besides, nor goods that are not had then, where the time alone was confirmed', async () => {
    shop = await orders.aShop({ capacity: { orders: 1 }, notice: 6 * 60 });
    loaf = await orders.aProduct(shop, { stock: 5 });
    const soon = { slotFrom: TEN };
    const staff = { ...merchant, overrides: ['too-soon'] } as const;
    await enter(anOrder(lines(), soon), staff);
    await expect(enter(anOrder(lines(), soon), staff)).rejects.toMatchObject({ params: { refusal: 'full' } });
    expect(await orders.stockOf(shop, loaf)).toBe(4);
  });

  it('gives a slot in spite of all that was confirmed at once, and writes all of it down', async () => {
    shop = await orders.aShop({ capacity: { orders: 1 }, notice: 6 * 60 });
    loaf = await orders.aProduct(shop, { stock: 5 });
    const soon = { slotFrom: TEN };
    await enter(anOrder(lines(), soon), { ...merchant, overrides: ['too-soon'] });
    const all = ['too-soon', 'full'] as const;
    const order = await enter(anOrder(lines(), soon), { ...merchant, overrides: all });
    expect(order.events).toMatchObject([{ overrides: all }]);
  });

  it('never takes a slot that is past, or goods that are not there', async () => {
    const overrides = ['full'] as const;
    orders.at(new Date(TEN + 2 * HOUR));
    await expect(
      enter(anOrder(lines(), { slotFrom: TEN + HOUR }), { ...merchant, overrides }),
    ).rejects.toMatchObject({ params: { refusal: 'past' } });
    orders.at(new Date(TEN - 3 * HOUR));
    await expect(
      enter(anOrder([{ productId: loaf, quantity: 6, unitCents: 420 }], { slotFrom: TEN + HOUR })),
    ).rejects.toMatchObject({ code: 'basket-changed' });
  });
});
