import { randomUUID } from 'node:crypto';
import { gaugeRuleSchema } from '@halles/contracts';
import { GaugeRules } from '@halles/domain/gauges';
import { HOUR, MINUTE } from '@halles/kernel';
import { agendasOf, type AgendasWorld, openAgenda, type Salon } from '@halles/testing/agendas';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  type OrdersWorld,
  outcomesOf,
  TEN,
} from '@halles/testing/orders';

const MOST_INSIDE = `
  WITH stays AS (
    SELECT starts_at AS "from", ends_at AS until, party AS people FROM booking WHERE listing_id = $1
    UNION ALL SELECT slot_from, slot_until, 1 FROM customer_order WHERE listing_id = $1)
  SELECT max(inside)::int AS most
    FROM (SELECT sum(o.people) AS inside FROM (SELECT DISTINCT "from" FROM stays) s
            JOIN stays o ON o."from" <= s."from" AND o.until > s."from" GROUP BY s."from") n`;

describe('people present, for an appointment or an order', () => {
  let orders: OrdersWorld;
  let agendas: AgendasWorld;
  let shop: number;
  let bread: string;
  let agenda: Salon;

  beforeAll(async () => {
    orders = await openOrdersWorld();
    agendas = await agendasOf(orders.world);
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    const { here, work } = orders.world;
    await work.write(here, ({ manager }) => manager.query('DELETE FROM gauge_rule'));
    shop = await orders.aShop();
    bread = await orders.aProduct(shop);
    agenda = await agendas.anAgenda(shop, { gauge: 3, staff: 0 });
  });

  const order = (more: object = {}) => orders.place(shop, anOrder(basketOf(bread), more));

  it('leave no slot of orders where appointments fill the place, and no appointment where orders do', async () => {
    await agendas.place(agenda, { party: 2, startsAt: TEN });
    await order();
    await expect(order()).rejects.toMatchObject({ params: { refusal: 'full' } });
    const slots = await orders.slotsOf(shop, basketOf(bread));
    expect(slots.filter(({ refusal }) => refusal === 'full').map(({ from }) => from)).toEqual([TEN]);
    await expect(agendas.place(agenda, { startsAt: TEN })).rejects.toMatchObject({
      params: { problem: 'gauge-full' },
    });
    await order({ slotFrom: TEN + 30 * MINUTE });
    // Without a gauge neither is in the way of the other.
    await agendas.setGauge(shop, null);
    await order();
  });

  it('count in a shop whose agenda is closed, or that has none: what it says is said of the place', async () => {
    await agendas.place(agenda, { party: 3, startsAt: TEN });
    await agendas.settings.save(orders.world.here, shop, openAgenda({ isOpen: false }));
    await expect(order()).rejects.toMatchObject({ params: { refusal: 'full' } });
    const bare = await orders.aShop();
    const goods = basketOf(await orders.aProduct(bare));
    const take = (): Promise<unknown> => orders.place(bare, anOrder(goods));
    await agendas.setGauge(bare, 1);
    await take();
    await expect(take()).rejects.toMatchObject({ params: { refusal: 'full' } });
  });

  it('are as many as the strictest rule of the territory lets in, and none in a slot that a rule closes', async () => {
    const { world } = orders;
    const aRule = (id: string, formula: object, more: object = {}): Promise<void> =>
      agendas.services.get(GaugeRules).create(
        world.here,
        id,
        gaugeRuleSchema.parse({
          ...{ title: 'Jauge', text: 'Texte', source: 'Arrêté', communes: [], categories: [], formula },
          ...{ firstDay: '2026-12-01', lastDay: '2027-12-31', isStaffCounted: false, isHouseholdOne: false },
          ...more,
        }),
      );
    const freeSlots = async (): Promise<number[]> =>
      (await orders.slotsOf(shop, basketOf(bread))).flatMap(({ from, refusal }) =>
        refusal === null ? [from] : [],
      );
    const [one, households, shut] = [randomUUID(), randomUUID(), randomUUID()];
    await aRule(one, { kind: 'people', people: 1 });
    await agendas.place(agenda, { startsAt: TEN });
    await expect(order()).rejects.toMatchObject({ params: { refusal: 'full' } });
    await world.work.write(world.here, ({ manager }) => manager.query('DELETE FROM gauge_rule'));
    // A family is one household: the place's own limit of three still counts each of them.
    await aRule(households, { kind: 'people', people: 2 }, { isHouseholdOne: true });
    await agendas.place(agenda, { startsAt: TEN });
    await expect(order()).rejects.toMatchObject({ params: { refusal: 'full' } });
    const all = await freeSlots();
    await aRule(shut, { kind: 'closed', keepsPickup: true });
    expect(await freeSlots()).toEqual(all);
    await expect(agendas.place(agenda, { startsAt: TEN + HOUR })).rejects.toMatchObject({
      params: { problem: 'gauge-full' },
    });
    await aRule(randomUUID(), { kind: 'hours', opens: 0, closes: 11 * 60, keepsPickup: false });
    const before = await orders.slotsOf(shop, basketOf(bread));
    const hourOf = (from: number): number => Number(new Date(from + HOUR).toISOString().slice(11, 13));
    expect(before.length).toBeGreaterThan(0);
    expect(before.every(({ from }) => hourOf(from) < 11)).toBe(true);
    await expect(order({ slotFrom: TEN + HOUR })).rejects.toMatchObject({
      params: { refusal: 'paused' },
    });
    // What the shop closed by itself it may open again; what the rule closes it may not.
    await orders.controls.setSlot(world.here, shop, TEN, false);
    const { slots = [] } = (await orders.controls.find(world.here, shop, 8)) ?? {};
    const closings = new Map(slots.map((slot) => [slot.from, [slot.isClosed, slot.isClosedByRule]]));
    expect([TEN - HOUR / 2, TEN, TEN + HOUR].map((from) => closings.get(from))).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  it('are never more than the gauge, whoever comes first', async () => {
    const anybody = (index: number): Promise<unknown> => {
      const from = TEN + (index % 2) * 30 * MINUTE;
      return index % 3 === 0
        ? agendas.place(agenda, { startsAt: from, party: 1 + (index % 2), idempotencyKey: randomUUID() })
        : order({ slotFrom: from });
    };
    const results = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => anybody(index)));
    expect(new Set(outcomesOf(results))).toEqual(new Set(['done', 'booking-refused', 'slot-refused']));
    const [{ most } = {}] = await orders.rowsOf<{ most: number }>(MOST_INSIDE, [shop]);
    expect(most).toBe(3);
  });

  it('are as many for who enters an order on the phone: the shop gives no place that there is not', async () => {
    await agendas.place(agenda, { party: 3, startsAt: TEN });
    const staff = { actor: 'merchant', accountId: null, overrides: ['full'] } as const;
    const byPhone = orders.placing.place(orders.world.here, shop, anOrder(basketOf(bread)), 'fr', {
      amounts: 'any',
      provenEmail: null,
      staff,
    });
    await expect(byPhone).rejects.toMatchObject({ params: { refusal: 'full' } });
    await order({ slotFrom: TEN + HOUR });
  });
});
