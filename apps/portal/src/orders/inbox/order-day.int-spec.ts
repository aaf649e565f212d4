import { dayOfIso, instantOf } from '@halles/domain/hours';
import { OrderDays } from '@halles/domain/orders';
import { newForm } from '@halles/platform/forms';
import { seededRandom } from '@halles/testing';
import {
  anOrder,
  basketOf,
  moveOf,
  openOrdersWorld,
  type OrdersWorld,
  ORDERED_AT,
  TEN,
} from '@halles/testing/orders';
import { scopeOf, territory } from '../../../testing/page-scopes';
import { orderDayPage } from './order-day.presenter';

const MINUTE = 60_000;
/** What stands for a number in the words of a slot. */
const WORDS: Readonly<Record<string, number>> = { libre: 0, aucune: 0, une: 1 };

const numberIn = (words: string): number => {
  const [first = ''] = words.split(/[ \u00a0]/);
  return WORDS[first] ?? Number(first);
};

describe('the day of a shop', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  it.each([1, 2, 3, 4])('counts each order once, whatever it was put off by (%d)', async (seed) => {
    const next = seededRandom(seed);
    const random = (limit: number): number => Math.floor(next() * limit);
    const { here } = orders.world;
    const shop = await orders.aShop({ capacity: { orders: 6 } });
    const bread = await orders.aProduct(shop, { stock: 99 });
    for (let count = 0; count < 6; count += 1) {
      const slotFrom = TEN + 30 * MINUTE * random(4);
      let order = await orders.placed(shop, anOrder(basketOf(bread), { slotFrom }));
      for (let times = random(3); times > 0; times -= 1) {
        await orders.handling.delay(here, moveOf(order), 5 * (1 + random(9)), true);
        order = await orders.handling.get(here, order.id);
      }
    }
    const settings = territory();
    const iso = new Date(TEN).toISOString().slice(0, 10);
    const day = dayOfIso(iso);
    const span = {
      from: new Date(instantOf(settings.timeZone, day, 0)),
      until: new Date(instantOf(settings.timeZone, day + 1, 0)),
    };
    const shown = await orders.services.get(OrderDays).find(here, shop, span);
    const page = orderDayPage(
      { id: shop, name: 'Le Pain du Coin' },
      shown,
      { asked: { day, today: day - 1, form: newForm() }, now: ORDERED_AT },
      { form: newForm() },
    );
    const { lead, slots } = page.present(scopeOf(settings));
    const counted = slots.map(({ usage }) => numberIn(usage));
    const listed = slots.flatMap((slot) => slot.orders.map(({ id }) => id));
    expect({ seed, listed: new Set(listed).size }).toEqual({ seed, listed: 6 });
    expect({ seed, sum: counted.reduce((sum, count) => sum + count, 0) }).toEqual({
      seed,
      sum: listed.length,
    });
    expect(lead).toContain('6 commandes');
    expect(slots.map((slot) => slot.orders.length)).toEqual(counted);
  });
});
