import { randomUUID } from 'node:crypto';
import { deliveryRulesSchema, pickupRulesSchema } from '@halles/contracts';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  outcomesOf,
  type OrdersWorld,
} from '@halles/testing/orders';
import type { OrderState } from '../order-state';
import type { FulfilmentSettings } from './fulfilment';
import { FulfilmentSettingsService } from './fulfilment-settings.service';
import { Fulfilments } from './fulfilments.service';

const DELIVERY = {
  isOn: true,
  rules: deliveryRulesSchema.parse({
    slots: { notice: 60 },
    zones: [
      {
        id: randomUUID(),
        area: { by: 'communes', codes: ['26362'] },
        ...{ feeCents: 250, minimumCents: 0, freeFromCents: null },
      },
    ],
  }),
};
const POST = {
  isOn: true,
  rules: { days: 2, bands: [{ fromCents: 0, feeCents: 500 }] },
  instructions: 'Par chèque',
};
const ADDRESS = { street: '3 rue des Alpes', postalCode: '13002', city: 'Marseille' };

describe('how what is reserved reaches its customers', () => {
  let orders: OrdersWorld;
  let fulfilments: FulfilmentSettingsService;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    fulfilments = orders.services.get(FulfilmentSettingsService);
  });
  afterAll(() => orders.world.close());

  const change = (shop: number, more: Partial<FulfilmentSettings>): Promise<void> =>
    fulfilments.change(orders.world.here, shop, (before) => ({ ...before, ...more }));
  const takes = (shop: number, kind: 'order' | 'reservation'): Promise<void> =>
    orders.settings.save(orders.world.here, shop, {
      ...{ isOpen: true, kind, pausedUntil: null },
      pickup: pickupRulesSchema.parse({}),
    });
  const ways = (shop: number) =>
    orders.world.work.read(orders.world.here, (tx) => orders.services.get(Fulfilments).ways(tx, shop));

  it('is cancelled by them until they collected it, as it binds nobody', async () => {
    const { here } = orders.world;
    const shop = await orders.aShop();
    await takes(shop, 'reservation');
    const bread = await orders.aProduct(shop, { stock: 4 });
    const cancel = async (...states: OrderState[]): Promise<void> => {
      const order = await orders.placed(shop, anOrder(basketOf(bread), { kind: 'reservation' }));
      const move = { ...moveOf(await orders.moved(order, ...states)), actor: 'customer' as const };
      await orders.handling.move(here, { ...move, accountId: null }, 'cancelled', 'customer');
    };
    await cancel('accepted', 'preparing');
    await cancel('accepted', 'ready');
    expect(await orders.stockOf(shop, bread)).toBe(4);
    await expect(cancel('accepted', 'ready', 'collected')).rejects.toMatchObject({ code: 'order-moved' });
  });

  it('is that they come for it: neither delivery nor sending is offered, and both come back with orders', async () => {
    const shop = await orders.aShop();
    await change(shop, { delivery: DELIVERY, post: POST });
    expect(await ways(shop)).toEqual(['pickup', 'delivery', 'post']);
    await takes(shop, 'reservation');
    expect(await ways(shop)).toEqual(['pickup']);
    expect(await fulfilments.reserved(orders.world.here, shop)).toEqual({
      isReserved: true,
      isStopped: true,
    });
    const lines = basketOf(await orders.aProduct(shop));
    const sent = anOrder(lines, {
      kind: 'reservation',
      ...{ slotFrom: 0, fulfilment: { mode: 'post' as const, address: ADDRESS, feeCents: 500 } },
    });
    expect(outcomesOf(await Promise.allSettled([orders.place(shop, sent)]))).toEqual(['fulfilment-refused']);
    expect(await orders.place(shop, anOrder(lines, { kind: 'reservation' }))).toHaveProperty('id');
    await takes(shop, 'order');
    expect(await ways(shop)).toEqual(['pickup', 'delivery', 'post']);
    expect(await fulfilments.reserved(orders.world.here, shop)).toEqual({
      ...{ isReserved: false, isStopped: false },
    });
  });

  it('cannot be delivery or sending, also where its shop says how it is paid', async () => {
    const shop = await orders.aShop();
    await takes(shop, 'reservation');
    for (const more of [{ delivery: DELIVERY }, { post: POST }])
      await expect(change(shop, more)).rejects.toMatchObject({ code: 'reservation-not-sent' });
    // What is on already does not stop its shop from changing the rest, nor from turning it off.
    await takes(shop, 'order');
    await change(shop, { post: POST });
    await takes(shop, 'reservation');
    await change(shop, { points: [] });
    await change(shop, { post: { ...POST, isOn: false } });
    expect(await fulfilments.reserved(orders.world.here, shop)).toEqual({
      ...{ isReserved: true, isStopped: false },
    });
    await expect(change(shop, { isPickupOn: false })).rejects.toMatchObject({ code: 'fulfilment-missing' });
  });

  it('does not become nothing: who only delivers and sends cannot go over to reservations', async () => {
    const shop = await orders.aShop();
    await change(shop, { isPickupOn: false, delivery: DELIVERY, post: POST });
    await expect(takes(shop, 'reservation')).rejects.toMatchObject({ code: 'reservation-not-collected' });
    expect((await orders.settings.find(orders.world.here, shop))?.kind).toBe('order');
  });
});
