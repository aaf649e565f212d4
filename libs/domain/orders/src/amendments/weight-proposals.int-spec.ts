import { HOUR } from '@halles/kernel';
import { anAccount } from '@halles/testing';
import { anOrder, moveOf, openOrdersWorld, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import type { Order } from '../order';
import { OrderAmendments } from './order-amendments.service';

const CUT = { by: 'weight', least: 100, most: 2_000, step: 50 } as const;

describe('a weight beyond what its customer agreed to', () => {
  let orders: OrdersWorld;
  let amendments: OrderAmendments;
  let shop: number;
  let beef: string;
  let accountId: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    amendments = orders.services.get(OrderAmendments);
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    orders.at(ORDERED_AT);
    shop = await orders.aShop();
    beef = await orders.aProduct(shop, { name: 'Rumsteck', priceCents: 2_490, weighing: CUT, stock: 2_000 });
    ({ id: accountId } = await anAccount(orders.world, orders.world.here, {
      grants: [{ listingId: shop, role: 'merchant-staff' }],
    }));
  });

  const cut = () => ({
    productId: beef,
    quantity: 1,
    unitCents: 2_490,
    weight: { by: 'weight', grams: 350 },
  });
  /** Of 350 g of beef, 9.59 at most, and a loaf. */
  const accepted = async (...states: Order['state'][]): Promise<Order> => {
    const bread = await orders.aProduct(shop);
    const placed = await orders.placed(
      shop,
      anOrder([cut(), { productId: bread, quantity: 1, unitCents: 420 }]),
    );
    return orders.moved(placed, 'accepted', ...states);
  };
  const now = (order: Order): Promise<Order> => orders.handling.get(orders.world.here, order.id);
  const seenOf = ({ id, listingId, event }: Order) => ({ orderId: id, listingId, seen: event });
  const ask = async (order: Order, grams = 402, keepsAgreedPrice = true): Promise<Order> => {
    const input = { ...seenOf(order), accountId, hours: 1 as const, keepsAgreedPrice };
    await amendments.proposeWeights(orders.world.here, { ...input, weights: new Map([[1, grams]]) });
    return now(order);
  };

  it.each([[[]], [['preparing']]] as const)(
    'is asked about, changes nothing meanwhile, and is the price once they agree (%j)',
    async (states) => {
      const order = await ask(await accepted(...states));
      expect(order).toMatchObject({
        ...{ state: states[0] ?? 'accepted', totalCents: 872 + 420, unweighed: 1 },
        proposedUntil: new Date(ORDERED_AT.getTime() + HOUR),
      });
      expect(await orders.stockOf(shop, beef)).toBe(1_650);
      expect(await amendments.agree(orders.world.here, seenOf(order))).toBe('agreed');
      expect(await amendments.agree(orders.world.here, seenOf(order))).toBe('agreed');
      const agreed = await now(order);
      expect(agreed).toMatchObject({
        ...{ state: order.state, totalCents: 1_001 + 420, mostCents: 1_001 + 420, unweighed: 0 },
        lines: [{ totalCents: 1_001, weight: { finalGrams: 402, mostCents: 1_001 } }, { totalCents: 420 }],
      });
      expect(agreed.events.at(-1)).toMatchObject({ actor: 'customer', reason: 'agreed', weighed: 'whole' });
      expect(await orders.stockOf(shop, beef)).toBe(1_598);
      expect(await orders.wrongStocks(shop)).toEqual([]);
      await orders.moved(agreed, 'ready', 'collected');
    },
  );

  it('costs what was agreed upon where they decline, and their shop offered that', async () => {
    const order = await ask(await accepted());
    await amendments.decline(orders.world.here, seenOf(order));
    expect(await now(order)).toMatchObject({
      ...{ state: 'accepted', totalCents: 959 + 420, unweighed: 0 },
      lines: [{ totalCents: 959, weight: { finalGrams: 402, mostCents: 959 } }, {}],
    });
    expect(await orders.stockOf(shop, beef)).toBe(1_598);
    expect(await orders.wrongStocks(shop)).toEqual([]);
  });

  it('is taken out of the order where they decline, and their shop offered nothing else', async () => {
    const order = await ask(await accepted(), 402, false);
    await amendments.decline(orders.world.here, seenOf(order));
    const left = await now(order);
    expect(left).toMatchObject({ state: 'accepted', totalCents: 420, unweighed: 0, items: 1 });
    expect(left.lines).toHaveLength(1);
    expect(await orders.stockOf(shop, beef)).toBe(2_000);
    expect(await orders.wrongStocks(shop)).toEqual([]);
    await orders.moved(left, 'ready', 'collected');
  });

  it('is weighed by the shop again where nobody answers, or it thinks better of it', async () => {
    const order = await ask(await accepted());
    orders.at(new Date(ORDERED_AT.getTime() + HOUR));
    expect(await amendments.lapse(orders.world.here)).toBe(1);
    const lapsed = await now(order);
    expect(lapsed).toMatchObject({
      state: 'accepted',
      totalCents: 872 + 420,
      unweighed: 1,
      proposedUntil: null,
    });
    await expect(amendments.agree(orders.world.here, seenOf(order))).rejects.toMatchObject({
      code: 'order-amendment-over',
    });
    orders.at(ORDERED_AT);
    const again = await ask(lapsed);
    await amendments.drop(orders.world.here, { ...seenOf(again), accountId });
    expect(await now(order)).toMatchObject({ state: 'accepted', unweighed: 1, proposedUntil: null });
  });

  it('is no question where it is within what was agreed upon, or nothing would be left', async () => {
    await expect(ask(await accepted(), 360)).rejects.toMatchObject({ params: { problem: 'not-heavier' } });
    const alone = await orders.moved(await orders.placed(shop, anOrder([cut()])), 'accepted');
    await expect(ask(alone, 402, false)).rejects.toMatchObject({ params: { problem: 'only-item' } });
    await expect(ask(alone, 0)).rejects.toMatchObject({ code: 'weight-refused' });
    await expect(ask({ ...alone, listingId: shop + 1 })).rejects.toMatchObject({ code: 'order-not-found' });
    const received = await orders.placed(shop, anOrder([cut()]));
    await expect(ask(received)).rejects.toMatchObject({ code: 'order-moved' });
  });

  it('is asked about once, however often it is sent, and ended by whatever comes after it', async () => {
    const order = await accepted();
    const asked = await ask(order);
    expect((await ask(order)).events).toHaveLength(asked.events.length);
    await expect(ask(order, 420)).rejects.toMatchObject({ code: 'order-moved' });
    await orders.handling.move(orders.world.here, moveOf(asked), 'cancelled');
    await expect(amendments.agree(orders.world.here, seenOf(asked))).rejects.toMatchObject({
      code: 'order-amendment-over',
    });
    expect(await orders.stockOf(shop, beef)).toBe(2_000);
  });
});
