import { platformOf } from '@halles/testing';
import { MINUTE } from '@halles/kernel';
import { pickupRulesSchema } from '@halles/contracts';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';
import { OrderReleases } from './order-releases.service';

describe('what nobody came for', () => {
  let on: OrdersWorld;
  let releases: OrderReleases;

  beforeAll(async () => {
    on = await openOrdersWorld();
    releases = on.services.get(OrderReleases);
  });
  afterAll(() => on.world.close());

  it('is on sale again two hours after its slot, and mailed to its customer, where it was a reservation, until its shop takes that back', async () => {
    const { here, there } = on.world;
    const shop = await on.aShop();
    const pickup = pickupRulesSchema.parse({ notice: 60 });
    const bread = await on.aProduct(shop, { stock: 9 });
    const owed = await on.moved(await on.placed(shop, anOrder(basketOf(bread))), 'accepted');
    await on.settings.save(here, shop, { isOpen: true, kind: 'reservation', pausedUntil: null, pickup });
    const reserve = async (more: object = {}) =>
      on.moved(await on.placed(shop, anOrder(basketOf(bread), { kind: 'reservation', ...more })), 'accepted');
    const [uncollected, later] = [await reserve(), await reserve({ slotFrom: TEN + 60 * MINUTE })];
    const collected = await on.moved(await reserve(), 'collected');
    expect(await releases.releaseUncollected(here)).toBe(0);
    expect(await on.stockOf(shop, bread)).toBe(5);
    const stateOf = async ({ id }: { readonly id: string }) => (await on.handling.get(here, id)).state;
    const noticesOf = async ({ id }: { readonly id: string }) => {
      const steps = await on.world.work.read(here, (tx) =>
        tx.manager.query<{ id: string }[]>(
          `SELECT id FROM order_event WHERE order_id = $1 AND state = 'not-collected'`,
          [id],
        ),
      );
      const refs = steps.map((step) => step.id);
      return platformOf(on.world).query('SELECT kind FROM outbox WHERE ref = ANY ($1::uuid[])', [refs]);
    };
    // Two minutes late is not too late.
    on.at(new Date(TEN + 149 * MINUTE));
    expect(await releases.releaseUncollected(here)).toBe(0);
    on.at(new Date(TEN + 150 * MINUTE));
    try {
      expect(await releases.releaseUncollected(there)).toBe(0);
      const both = await Promise.all([releases.releaseUncollected(here), releases.releaseUncollected(here)]);
      expect(both[0] + both[1]).toBe(1);
      expect(await Promise.all([uncollected, later, owed, collected].map(stateOf))).toEqual([
        ...['not-collected', 'accepted', 'accepted', 'collected'],
      ]);
      expect(await on.stockOf(shop, bread)).toBe(6);
      expect(await noticesOf(uncollected)).toEqual([{ kind: 'order.notify-customer' }]);
      const ended = await on.handling.get(here, uncollected.id);
      expect(ended.events.at(-1)).toMatchObject({ actor: 'system', reason: null });
      // They come after all: the shop says so, and it is not ended again.
      await on.handling.move(here, moveOf(ended), 'accepted');
      expect(await on.stockOf(shop, bread)).toBe(5);
      expect(await releases.releaseUncollected(here)).toBe(0);
      expect(await stateOf(uncollected)).toBe('accepted');
    } finally {
      on.at(ORDERED_AT);
    }
  });
});
