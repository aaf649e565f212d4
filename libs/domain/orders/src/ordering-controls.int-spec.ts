import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema, pickupRulesSchema } from '@halles/contracts';
import { DAY, HOUR, MINUTE } from '@halles/kernel';
import { constraintOf } from '@halles/platform/database';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  outcomesOf,
  TEN,
  whileBusy,
  moveOf,
} from '@halles/testing/orders';
import { FulfilmentSettingsService } from './fulfilment/fulfilment-settings.service';

describe('what a shop does about the orders to come', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());
  beforeEach(() => orders.at(ORDERED_AT));

  const after = (milliseconds: number): Date => new Date(ORDERED_AT.getTime() + milliseconds);
  const seenOf = async (shop: number): Promise<string> =>
    (await orders.controls.find(orders.world.here, shop, 4))?.seen ?? '';
  const by = async (listingId: number) => ({ listingId, seen: await seenOf(listingId) });
  const rush = async (shop: number, minutes: number, until = after(HOUR)): Promise<void> =>
    orders.controls.rush(orders.world.here, await by(shop), { minutes, until });
  const firstOf = async (shop: number, bread: string): Promise<Date | undefined> => {
    const slot = (await orders.slotsOf(shop, basketOf(bread)))[0];
    return slot && new Date(slot.from);
  };

  it('has new orders wait longer, keeps those that were placed, and ends by itself', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop);
    const early = anOrder(basketOf(bread), { slotFrom: TEN - 2 * HOUR });
    const placed = await orders.placed(shop, early);
    expect(await firstOf(shop, bread)).toEqual(new Date(TEN - 2 * HOUR));
    await rush(shop, 30);
    expect(await firstOf(shop, bread)).toEqual(new Date(TEN - 90 * MINUTE));
    // A page that was left open: what it offered is asked again.
    await expect(
      orders.place(shop, anOrder(basketOf(bread), { slotFrom: TEN - 2 * HOUR })),
    ).rejects.toMatchObject({ code: 'slot-refused', params: { refusal: 'too-soon' } });
    const accepted = await orders.moved(placed, 'accepted');
    expect(accepted.slot).toEqual(placed.slot);
    orders.at(after(HOUR));
    expect(await firstOf(shop, bread)).toEqual(new Date(TEN - HOUR));
    expect(await orders.controls.listOn(here, [shop])).toEqual([]);
    await rush(shop, 20, after(2 * HOUR));
    await orders.controls.rush(here, await by(shop), null);
    expect(await firstOf(shop, bread)).toEqual(new Date(TEN - HOUR));
  });

  it('takes no orders in a pause and says until when; orders that were placed go on', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop);
    const same = anOrder(basketOf(bread));
    const placed = await orders.placed(shop, same);
    await orders.controls.pause(here, await by(shop), after(HOUR));
    await expect(orders.place(shop, anOrder(basketOf(bread)))).rejects.toMatchObject({
      code: 'ordering-paused',
      params: { until: after(HOUR) },
    });
    // Sent again, as a browser does that heard nothing: it is the order that there is.
    expect(await orders.place(shop, same)).toEqual({ id: placed.id });
    expect((await orders.moved(placed, 'accepted')).state).toBe('accepted');
    expect(await orders.controls.listOn(here, [shop])).toMatchObject([
      { listingId: shop, pausedUntil: after(HOUR), rush: null },
    ]);
    orders.at(after(HOUR));
    await orders.place(shop, anOrder(basketOf(bread), { slotFrom: TEN + HOUR }));
    await orders.controls.pause(here, await by(shop), after(3 * HOUR));
    await orders.controls.pause(here, await by(shop), null);
    await orders.place(shop, anOrder(basketOf(bread), { slotFrom: TEN + HOUR }));
  });

  it('closes one slot, keeps the orders in it, and opens it again; twice is as once', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const bread = await orders.aProduct(shop, { stock: 5 });
    const placed = await orders.placed(shop, anOrder(basketOf(bread)));
    const shown = async () =>
      (await orders.controls.find(here, shop, 20))?.slots.find(({ from }) => from === TEN);
    expect(await shown()).toEqual({
      ...{ from: TEN, until: TEN + 30 * MINUTE, orders: 1 },
      ...{ isClosed: false, isClosedByRule: false },
    });
    await Promise.all([1, 2].map(() => orders.controls.setSlot(here, shop, TEN, false)));
    expect(await shown()).toMatchObject({ orders: 1, isClosed: true });
    await expect(orders.place(shop, anOrder(basketOf(bread)))).rejects.toMatchObject({
      code: 'slot-refused',
      params: { refusal: 'paused' },
    });
    const slots = await orders.slotsOf(shop, basketOf(bread));
    expect(slots.map(({ from }) => from)).not.toContain(TEN);
    expect(slots.map(({ from }) => from)).toContain(TEN + 30 * MINUTE);
    // What gave its place back takes it again: the time was agreed upon.
    const received = await orders.moved(placed, 'refused', 'received');
    const accept = (isSure: boolean) => orders.handling.move(here, moveOf(received, { isSure }), 'accepted');
    await expect(accept(false)).rejects.toMatchObject({ code: 'shop-closed-then' });
    await accept(true);
    expect((await orders.handling.get(here, placed.id)).slot).toEqual(placed.slot);
    await orders.controls.setSlot(here, shop, TEN, true);
    await orders.controls.setSlot(here, shop, TEN, true);
    await orders.place(shop, anOrder(basketOf(bread)));
    await expect(orders.controls.setSlot(here, shop, TEN - 24 * HOUR, false)).rejects.toMatchObject({
      code: 'ordering-time-over',
    });
  });

  it('lets two of the staff close different slots at once, and keeps both', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const times = Array.from({ length: 6 }, (_, index) => TEN + index * 30 * MINUTE);
    await Promise.all(times.map((from) => whileBusy(() => orders.controls.setSlot(here, shop, from, false))));
    const slots = (await orders.controls.find(here, shop, 20))?.slots ?? [];
    expect(slots.filter(({ isClosed }) => isClosed).map(({ from }) => from)).toEqual(times);
  });

  it('tells the second of two who switch at once, and leaves what the first switched', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const seen = await by(shop);
    const until = after(HOUR);
    const results = await Promise.allSettled([
      whileBusy(() => orders.controls.rush(here, seen, { minutes: 10, until })),
      whileBusy(() => orders.controls.rush(here, seen, { minutes: 30, until })),
      whileBusy(() => orders.controls.pause(here, seen, until)),
    ]);
    expect(outcomesOf(results).sort()).toEqual([
      'done',
      'ordering-controls-moved',
      'ordering-controls-moved',
    ]);
    expect(await orders.controls.listOn(here, [shop])).toHaveLength(1);
  });

  it.each([
    ['over', ORDERED_AT],
    ['no time', new Date(Number.NaN)],
    ['too far ahead', new Date(ORDERED_AT.getTime() + 72 * HOUR)],
  ])('refuses a time that is %s', async (_, until) => {
    const shop = await orders.aShop();
    await expect(rush(shop, 10, until)).rejects.toMatchObject({ code: 'ordering-time-over' });
  });

  it('keeps what is on when the settings are saved, and what the settings say when something is switched', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop({ capacity: { orders: 3, items: 40 } });
    await rush(shop, 20);
    await orders.controls.pause(here, await by(shop), after(HOUR));
    await orders.controls.setSlot(here, shop, TEN, false);
    const rules = { isOpen: true, kind: 'order', length: 30, notice: 15, orders: 5, horizon: 3 } as const;
    await orders.settings.change(here, shop, rules);
    expect(await orders.settings.find(here, shop)).toMatchObject({
      pausedUntil: after(HOUR),
      rush: { minutes: 20, until: after(HOUR) },
      pickup: {
        notice: 15,
        capacity: { orders: 5, items: 40 },
        pauses: [{ from: TEN, until: TEN + 30 * MINUTE }],
      },
    });
  });

  it('is nothing to a shop that takes no orders, and no row holds half a rush', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    await orders.settings.change(here, shop, {
      ...{ isOpen: false, kind: 'order', length: 30, notice: 0, orders: null, horizon: 3 },
    } as const);
    await expect(orders.controls.setSlot(here, shop, TEN, false)).rejects.toMatchObject({
      code: 'ordering-closed',
    });
    const halved = orders.world.work.write(here, ({ manager }) =>
      manager.query('UPDATE ordering_settings SET rush_minutes = 10 WHERE listing_id = $1', [shop]),
    );
    await expect(halved.catch((error: unknown) => constraintOf(error))).resolves.toBe(
      'ordering_settings_rush',
    );
  });

  it('ends deliveries and collection points on a day without orders, and neither in a slot that is closed', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    const stall = {
      ...{
        id: randomUUID(),
        isOn: true,
        name: 'Stand du marché',
        address: 'Place des Clercs',
        position: null,
      },
      ...{ hours: 'Tu 08:00-12:00', slots: pickupRulesSchema.parse({ notice: 60 }) },
    };
    const [commune] = await orders.rowsOf<{ code: string; name: string }>('SELECT code, name FROM commune');
    const prices = { feeCents: 350, minimumCents: 0, freeFromCents: null };
    const zone = { id: randomUUID(), area: { by: 'communes', codes: [commune?.code] }, ...prices };
    const rules = deliveryRulesSchema.parse({ slots: { notice: 60 }, zones: [zone] });
    await orders.services
      .get(FulfilmentSettingsService)
      .change(here, shop, (before) => ({ ...before, points: [stall], delivery: { isOn: true, rules } }));
    const lines = basketOf(await orders.aProduct(shop));
    const address = { street: '3 rue des Alpes', postalCode: '33000', city: commune?.name };
    const elsewhere = [
      { mode: 'delivery', address },
      { mode: 'collection-point', pointId: stall.id },
    ].map((fulfilment) => anOrder(lines, { fulfilment }));
    await orders.controls.setSlot(here, shop, TEN, false);
    await expect(orders.place(shop, anOrder(lines))).rejects.toMatchObject({ code: 'slot-refused' });
    for (const order of elsewhere) await orders.placed(shop, order);
    // By the clock of the shop, an hour before that of Greenwich in winter.
    const midnight = Math.floor((TEN + HOUR) / DAY) * DAY - HOUR;
    const day = { from: midnight, until: midnight + DAY };
    await orders.controls.setPause(here, shop, day, false);
    for (const order of elsewhere)
      await expect(orders.place(shop, { ...order, idempotencyKey: randomUUID() })).rejects.toMatchObject({
        code: 'slot-refused',
      });
    await orders.controls.setPause(here, shop, day, true);
    for (const order of elsewhere) await orders.placed(shop, { ...order, idempotencyKey: randomUUID() });
  });
});
