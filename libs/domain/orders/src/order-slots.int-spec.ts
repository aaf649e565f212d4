import { DAY, MINUTE } from '@halles/kernel';
import { anOrder, basketOf, ORDERED_AT, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import { priceLines } from './order-decision';
import { Fulfilments } from './fulfilment/fulfilments.service';
import { OrderSlots } from './order-slots.service';
import { OrderingShops } from './ordering-shops.service';

const SHORT = { length: 5, step: 5, notice: 0, capacity: { orders: 1 }, horizon: 30 };

describe('the slots of a shop with short steps', () => {
  let orders: OrdersWorld;
  let shop: number;
  let bread: string;
  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    orders.at(ORDERED_AT);
    shop = await orders.aShop(SHORT);
    bread = await orders.aProduct(shop);
  });

  /** The slots from the day before the last on. */
  const far = async () => {
    const slots = await orders.slotsOf(shop, basketOf(bread));
    return slots.filter(({ from }) => from > ORDERED_AT.getTime() + 27 * DAY);
  };

  it('go on until the horizon, and one that is left out there may be ordered', async () => {
    const slots = await far();
    const first = slots[0]?.from ?? 0;
    const between = first + 10 * MINUTE;
    expect(slots.map(({ from }) => from)).not.toContain(between);
    const order = await orders.placed(shop, anOrder(basketOf(bread), { slotFrom: between }));
    expect(order.slot.from.getTime()).toBe(between);
    await expect(
      orders.placed(shop, anOrder(basketOf(bread), { slotFrom: between + MINUTE })),
    ).rejects.toMatchObject({ params: { refusal: 'not-offered' } });
  });

  it('offer one beside a slot that is full far away, and that one alone once it is taken too', async () => {
    const first = (await far())[0]?.from ?? 0;
    for (const minutes of [0, 5]) {
      await orders.placed(shop, anOrder(basketOf(bread), { slotFrom: first + minutes * MINUTE }));
      expect((await far())[0]).toMatchObject({ from: first + (minutes + 5) * MINUTE, refusal: null });
    }
  });

  it('are judged alike whether they are in the list or not, and asked of nobody who may have them', async () => {
    const first = (await far())[0]?.from ?? 0;
    await orders.placed(shop, anOrder(basketOf(bread), { slotFrom: first + 5 * MINUTE }));
    const { here, work } = orders.world;
    const { refusals, staff } = await work.read(here, async (tx) => {
      const found = await orders.services.get(OrderingShops).get(tx, shop, ORDERED_AT);
      const [offer] = await orders.services.get(Fulfilments).offers(tx, found);
      if (!offer) throw new Error('no pickup');
      const slots = orders.services.get(OrderSlots);
      const basket = priceLines(basketOf(bread), await orders.catalogue.listIn(tx, shop));
      const refused: unknown[] = [];
      for (const minutes of [5, 10, 11])
        refused.push(await slots.refusalOf(tx, offer, basket, first + minutes * MINUTE));
      refused.push(await slots.refusalOf(tx, offer, basket, Number.NaN));
      return { refusals: refused, staff: await slots.staffSlotsIn(tx, offer, basket) };
    });
    expect(refusals).toEqual(['full', null, 'not-offered', 'not-offered']);
    expect(staff.filter(({ isBeyondRules, refusal }) => isBeyondRules && refusal === null)).toEqual([]);
  });
});
