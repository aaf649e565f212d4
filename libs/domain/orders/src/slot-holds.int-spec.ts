import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DAY, MINUTE } from '@halles/kernel';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  TEN,
} from '@halles/testing/orders';
import { SHOP_SLOTS } from './fulfilment/fulfilment';
import { Fulfilments } from './fulfilment/fulfilments.service';
import { priceLines } from './order-decision';
import { OrderSlots } from './order-slots.service';
import { OrderingShops } from './ordering-shops.service';
import { HOLD_MINUTES, type HoldPeriod, SlotHoldRepository } from './slot-hold.repository';

describe('places in slots that are held', () => {
  let orders: OrdersWorld;
  let shop: number;
  let bread: string;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    orders.at(ORDERED_AT);
    shop = await orders.aShop({ capacity: { orders: 1 } });
    bread = await orders.aProduct(shop, { stock: 100 });
  });

  const later = (minutes: number): void => orders.at(new Date(ORDERED_AT.getTime() + minutes * MINUTE));
  const hold = async (id: string, slotFrom = TEN): Promise<HoldPeriod | null> => {
    const { work, here } = orders.world;
    const [offer, basket] = await work.read(here, async (tx) => {
      const found = await orders.services.get(OrderingShops).get(tx, shop, ORDERED_AT);
      const [first] = await orders.services.get(Fulfilments).offers(tx, found);
      return [first, priceLines(basketOf(bread), await orders.catalogue.listIn(tx, shop))] as const;
    });
    if (!offer) throw new Error('the shop offers no pickup');
    return orders.services.get(OrderSlots).hold(here, offer, basket, { slotFrom, id });
  };
  const place = (more: object = {}) => orders.place(shop, anOrder(basketOf(bread), more));
  const refusalAt = async (from: number): Promise<unknown> =>
    (await orders.slotsOf(shop, basketOf(bread))).find((slot) => slot.from === from)?.refusal;
  const held = (): Promise<{ id: string }[]> =>
    orders.rowsOf('SELECT id FROM slot_hold WHERE listing_id = $1', [shop]);

  it('are not given to somebody else, and become the order of whom they are held for', async () => {
    const id = randomUUID();
    expect(await hold(id)).toEqual({
      until: new Date(ORDERED_AT.getTime() + HOLD_MINUTES * MINUTE),
      seconds: HOLD_MINUTES * 60,
    });
    expect(await refusalAt(TEN)).toBe('full');
    await expect(place()).rejects.toMatchObject({ code: 'slot-refused', params: { refusal: 'full' } });
    await expect(place({ holdId: randomUUID() })).rejects.toMatchObject({ code: 'slot-refused' });
    await place({ holdId: id });
    expect(await held()).toEqual([]);
    expect(await refusalAt(TEN)).toBe('full');
  });

  it('are free again once their time is over', async () => {
    const id = randomUUID();
    await hold(id);
    later(HOLD_MINUTES);
    expect(await refusalAt(TEN)).toBeNull();
    await place();
    await expect(place({ holdId: id })).rejects.toMatchObject({ code: 'slot-refused' });
  });

  it('are one for each form: another slot lets go of the first, and going back and forth keeps none longer', async () => {
    const id = randomUUID();
    const until = (await hold(id))?.until;
    later(HOLD_MINUTES - 1);
    const next = TEN + 30 * MINUTE;
    expect(await hold(id, next)).toEqual({ until, seconds: 60 });
    expect([await refusalAt(TEN), await refusalAt(next)]).toEqual([null, 'full']);
    expect(await held()).toEqual([{ id }]);
    later(HOLD_MINUTES);
    expect((await hold(id))?.until).toEqual(new Date(ORDERED_AT.getTime() + 2 * HOLD_MINUTES * MINUTE));
  });

  it('are of one shop: the key of another form holds nothing here', async () => {
    const id = randomUUID();
    await hold(id);
    shop = await orders.aShop();
    bread = await orders.aProduct(shop);
    expect(await hold(id)).toBeNull();
    expect(await held()).toEqual([]);
  });

  it('outlast the notice that runs out while the summary is read, and not the beginning of the slot', async () => {
    const notice = (TEN - ORDERED_AT.getTime()) / MINUTE;
    shop = await orders.aShop({ notice });
    bread = await orders.aProduct(shop);
    const id = randomUUID();
    await hold(id);
    later(5);
    await expect(place()).rejects.toMatchObject({ params: { refusal: 'too-soon' } });
    await place({ holdId: id });
    shop = await orders.aShop({ notice: 0 });
    bread = await orders.aProduct(shop);
    later(notice - 5);
    await hold(id);
    later(notice);
    await expect(place({ holdId: id })).rejects.toMatchObject({ params: { refusal: 'past' } });
  });

  it('are swept once they are over, and do not make holds of different days wait for each other', async () => {
    const { work, here } = orders.world;
    const [over, own] = [randomUUID(), randomUUID()];
    await hold(over);
    later(HOLD_MINUTES);
    const tomorrow = (await orders.slotsOf(shop, basketOf(bread))).find(({ from }) => from >= TEN + DAY);
    const place = { ...SHOP_SLOTS, listingId: shop, size: { items: 1, cents: 420 } };
    const slot = { from: TEN, until: TEN + 30 * MINUTE };
    const repository = orders.services.get(SlotHoldRepository);
    await work.write(here, async (tx) => {
      await repository.hold(tx, { ...place, id: own, slot }, new Date(ORDERED_AT.getTime() + 10 * MINUTE));
      const waited = setTimeout(5_000, 'waited', { ref: false });
      expect(await Promise.race([hold(randomUUID(), tomorrow?.from), waited])).toMatchObject({
        seconds: HOLD_MINUTES * 60,
      });
    });
    expect((await held()).map(({ id }) => id)).not.toContain(over);
    expect(await held()).toHaveLength(2);
  });

  it('give the last place of a slot to one of fifty who read the summary at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => hold(randomUUID())));
    expect(outcomesOf(results).sort()).toEqual(['done', ...Array.from({ length: 49 }, () => 'slot-refused')]);
    const [one] = await held();
    await place({ holdId: one?.id });
  });
});
