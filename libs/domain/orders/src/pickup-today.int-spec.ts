import { HOUR, MINUTE } from '@halles/kernel';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';
import { PickupToday } from './pickup-today.service';
import { SlotCapacity } from './slot-capacity';

describe('until when what is ordered is collected on the same day', () => {
  let orders: OrdersWorld;
  let today: PickupToday;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    today = orders.services.get(PickupToday);
  });
  afterAll(() => orders.world.close());
  beforeEach(() => orders.at(ORDERED_AT));

  const after = (milliseconds: number): Date => new Date(ORDERED_AT.getTime() + milliseconds);
  const look = (): Promise<number> => today.run(orders.world.here);
  /** By the clock of the shop. */
  const untilOf = async (shop: number): Promise<string | null> => {
    const [row] = await orders.rowsOf<{ until: string | null }>(
      `SELECT to_char(today_until AT TIME ZONE 'Europe/Paris', 'DD HH24:MI') AS until FROM ordering_settings WHERE listing_id = $1`,
      [shop],
    );
    return row?.until ?? null;
  };

  it('is as late as notice and closing let it be, and not computed again before something changes', async () => {
    const shop = await orders.aShop({ length: 30, step: 30 });
    await orders.aProduct(shop);
    await look();
    // The last slot is 18:30 to 19:00, with an hour of notice.
    expect(await untilOf(shop)).toBe('01 17:30');
    // What was changed a little before the look may have been committed after it.
    for (const minutes of [1, 2, 3]) {
      orders.at(after(minutes * MINUTE));
      expect(await look()).toBe(1);
    }
    orders.at(after(4 * MINUTE));
    expect(await look()).toBe(0);
    orders.at(after(14 * MINUTE));
    expect(await look()).toBe(1);
  });

  it('is never of a shop that sells nothing, or that wants to know the day before', async () => {
    const [empty, slow] = [await orders.aShop(), await orders.aShop()];
    await orders.aProduct(slow, { noticeDays: 1 });
    await look();
    expect([await untilOf(empty), await untilOf(slow)]).toEqual([null, null]);
    orders.at(after(MINUTE));
    await orders.aProduct(slow, { name: 'Croissant' });
    await look();
    expect(await untilOf(slow)).toBe('01 17:30');
  });

  it('is until the last hour in which something that it sells is had', async () => {
    // 1 December 2026 is a Tuesday.
    const shop = await orders.aShop({ length: 30, step: 30 });
    await orders.aProduct(shop, { name: 'Galette', hours: [{ days: [3], from: 0, until: 1_440 }] });
    await orders.aProduct(shop, { name: 'Glace', season: { from: '05-01', until: '09-30' } });
    await look();
    expect(await untilOf(shop)).toBeNull();
    orders.at(after(MINUTE));
    await orders.aProduct(shop, { name: 'Brioche', hours: [{ days: [2], from: 0, until: 12 * 60 }] });
    await look();
    expect(await untilOf(shop)).toBe('01 10:30');
  });

  it('reads how full the day is once, however many hours and seasons its products have', async () => {
    const shop = await orders.aShop({ length: 30, step: 30 });
    for (const days of [[1], [2], [3]])
      await orders.aProduct(shop, { name: 'Galette', hours: [{ days, from: 0, until: 1_440 }] });
    const usage = jest.spyOn(orders.services.get(SlotCapacity), 'usage');
    await look();
    const reads = usage.mock.calls.filter(([, listingId]) => listingId === shop);
    usage.mockRestore();
    expect([reads.length, await untilOf(shop)]).toEqual([1, '01 17:30']);
  });

  it('is over once the places of the day are taken, and comes back with one that is given back', async () => {
    const pauses = [{ from: TEN + HOUR, until: TEN + 20 * HOUR }];
    const shop = await orders.aShop({ length: 60, step: 60, notice: 0, capacity: { orders: 1 }, pauses });
    const bread = await orders.aProduct(shop);
    await orders.placed(shop, anOrder(basketOf(bread), { slotFrom: TEN - HOUR }));
    await orders.placed(shop, anOrder(basketOf(bread), { slotFrom: TEN - 2 * HOUR }));
    await look();
    // The slot at ten is the last that is left, and may be asked for until it begins.
    expect(await untilOf(shop)).toBe('01 09:59');
    orders.at(after(MINUTE));
    const last = await orders.placed(shop, anOrder(basketOf(bread)));
    await look();
    expect(await untilOf(shop)).toBeNull();
    orders.at(after(2 * MINUTE));
    await orders.moved(last, 'refused');
    orders.at(after(13 * MINUTE));
    await look();
    expect(await untilOf(shop)).toBe('01 09:59');
  });

  it('is computed anew when a day begins, and when the shop changes its rules or is in a rush', async () => {
    const shop = await orders.aShop({ length: 30, step: 30 });
    await orders.aProduct(shop);
    await look();
    orders.at(after(MINUTE));
    const { seen = '' } = (await orders.controls.find(orders.world.here, shop, 1)) ?? {};
    await orders.controls.rush(
      orders.world.here,
      { listingId: shop, seen },
      { minutes: 30, until: after(15 * MINUTE) },
    );
    await look();
    expect(await untilOf(shop)).toBe('01 17:00');
    orders.at(after(16 * MINUTE));
    await look();
    expect(await untilOf(shop)).toBe('01 17:30');
    // A minute after midnight.
    orders.at(new Date('2026-12-01T23:01:00Z'));
    await look();
    expect(await untilOf(shop)).toBe('02 17:30');
  });

  it('sees what was changed before it looked and committed after that', async () => {
    const shop = await orders.aShop({ length: 30, step: 30 });
    const loaf = await orders.aProduct(shop);
    await orders.world.work.write(orders.world.here, async ({ manager }) => {
      await manager.query('UPDATE product SET notice_days = 1, updated_at = $2 WHERE id = $1', [
        loaf,
        after(MINUTE / 2),
      ]);
      orders.at(after(MINUTE));
      await look();
      expect(await untilOf(shop)).toBe('01 17:30');
    });
    orders.at(after(2 * MINUTE));
    await look();
    expect(await untilOf(shop)).toBeNull();
  });

  it('keeps no shop from changing its rules while it computes others', async () => {
    const [first, second] = [await orders.aShop(), await orders.aShop()];
    for (const shop of [first, second]) await orders.aProduct(shop);
    const capacity = orders.services.get(SlotCapacity);
    const usage = capacity.usage.bind(capacity);
    const spy = jest.spyOn(capacity, 'usage').mockImplementation(async (tx, listingId, slots) => {
      if (listingId === second)
        await orders.world.work.write(orders.world.here, ({ manager }) =>
          manager.query('UPDATE ordering_settings SET phone = $2 WHERE listing_id = $1', [
            first,
            '+33512345678',
          ]),
        );
      return usage(tx, listingId, slots);
    });
    await look();
    spy.mockRestore();
    expect([await untilOf(first), await untilOf(second)]).not.toContain(null);
  });

  it('is of one territory', async () => {
    const shop = await orders.aShop();
    await orders.aProduct(shop);
    expect(await today.run(orders.world.there)).toBe(0);
    expect(await untilOf(shop)).toBeNull();
  });
});
