import { DAY, HOUR, MINUTE, required } from '@halles/kernel';
import { platformOf } from '@halles/testing';
import {
  anOrder,
  basketOf,
  openOrdersWorld,
  ORDERED_AT,
  type OrdersWorld,
  TEN,
} from '@halles/testing/orders';
import { note, setting } from './measure';

/** The suite looks among a few; `OTHER_ORDERS=100000 npm test -- orders-watched` is the whole measure. */
const OTHERS = setting('OTHER_ORDERS', 2_000);
const LOST = 10;
/** In which a shop should answer. */
const MINUTES = 30;

jest.setTimeout(5 * MINUTE);

/**
 * Orders about which nothing is to be done: just placed, over without an answer, accepted, handed over, cancelled.
 */
const OTHER = `
  WITH other AS (
         SELECT gen_random_uuid() AS id, n, (ARRAY['received', 'over', 'accepted', 'collected', 'cancelled'])[n % 5 + 1] AS what
           FROM generate_series(1, $3::int) AS n),
       timed AS (
         SELECT *, CASE what WHEN 'over' THEN 'received' ELSE what END AS state,
                $2::timestamptz - CASE what WHEN 'received' THEN interval '1 minute' ELSE interval '3 hours' END AS at,
                CASE what WHEN 'over' THEN $2::timestamptz - interval '1 hour' ELSE $2::timestamptz + interval '2 days' END AS slot
           FROM other),
       happened AS (
         INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, created_at)
         SELECT gen_random_uuid(), t.id, e.event, e.previous, e.before, e.state, e.actor, t.at
           FROM timed t JOIN (VALUES (1, NULL::int, NULL::text, 'received', 'customer'), (2, 1, 'received', 'accepted', 'merchant'),
                                     (2, 1, 'received', 'cancelled', 'customer'), (3, 2, 'accepted', 'collected', 'merchant'))
                          AS e (event, previous, before, state, actor)
             ON e.state = 'received' OR e.state = t.state OR (t.state = 'collected' AND e.state = 'accepted'))
  INSERT INTO customer_order (id, listing_id, year, number, kind, fulfilment, state, event, slot_from, slot_until, total_cents,
                              items, customer_name, customer_email, code, locale, idempotency_key, content_digest, created_at)
  SELECT id, $1, 2001 + n / 10000, n % 10000 + 1, 'order', 'pickup', state,
         CASE state WHEN 'received' THEN 1 WHEN 'collected' THEN 3 ELSE 2 END, slot, slot + interval '30 minutes', 420, 1,
         'Odile Martin', 'odile-' || n || '@habitante.example', '123456', 'fr', gen_random_uuid(), repeat('0', 64), at
    FROM timed`;

describe('what watches over orders', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  it('finds those whose mails were lost, whatever lost them, and no other', async () => {
    const { work, here } = orders.world;
    const shop = await orders.aShop({ horizon: 30 });
    const settings = required(await orders.settings.find(here, shop), 'the settings of the shop');
    await orders.settings.save(here, shop, settings, { minutes: MINUTES, phone: null });
    const bread = await orders.aProduct(shop);
    const lost: string[] = [];
    for (let n = 0; n < LOST; n += 1) {
      const input = anOrder(basketOf(bread), { slotFrom: TEN + DAY + (n % 5) * 30 * MINUTE });
      lost.push((await orders.place(shop, input)).id);
    }
    // As after a restore of a territory alone: its orders are there, and what the platform owed them is not.
    await platformOf(orders.world).query('DELETE FROM outbox');
    // The shop opens at seven.
    const now = new Date(ORDERED_AT.getTime() + 2 * HOUR);
    await work.bulk(here, ({ manager }) => manager.query(OTHER, [shop, now, OTHERS]));
    orders.at(now);
    const began = performance.now();
    expect(await orders.assurance.run(here)).toEqual({ alert: LOST, call: 0, tell: 0 });
    note('looked through', { orders: OTHERS + LOST, ms: Math.round(performance.now() - began) });
    const found = await orders.rowsOf<{ id: string }>('SELECT order_id AS id FROM order_assurance');
    expect(found.map(({ id }) => id).sort()).toEqual([...lost].sort());
    const owed = await platformOf(orders.world).query<{ ref: string }>(
      "SELECT ref FROM outbox WHERE kind = 'order.remind-shop'",
    );
    const recipients = await orders.rowsOf<{ order: string }>(
      'SELECT order_id AS "order" FROM order_recipient WHERE id = ANY ($1)',
      [owed.map(({ ref }) => ref)],
    );
    expect(recipients.map(({ order }) => order).sort()).toEqual([...lost].sort());
    expect(await orders.assurance.run(here)).toEqual({ alert: 0, call: 0, tell: 0 });
  });
});
