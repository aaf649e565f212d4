import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { MINUTE } from '@halles/kernel';
import { derivePassword } from '@halles/platform/database';
import type { World } from '@halles/testing';
import pg from 'pg';
import { compare, describeLoad, measure, printComparison } from './measure';
import { withWorld } from './engines';
import { type BenchShop, basketsOf, type BenchShops, openBenchShops } from './order-shops';

/**
 * An order of three counted lines placed at once by many customers, beside the least that anybody could do: raw pg that
 * writes the same rows in a batched transaction of six statements, or in a single statement. Budgets: half of the
 * transaction, a quarter of the statement. Then the inbox of a shop with a hundred orders that are over, and with a
 * hundred thousand: budget, the same.
 */
const CLIENTS = 16;
const ROUND = 400;
const SHOPS = 40;
const PAST = [100, 100_000] as const;
/** A statement of a territory may take five seconds. */
const FILLED_AT_ONCE = 1_000;

// The least that an order writes, each part with the places of its parameters.
const take = (shop: string, products: string): string => `
  UPDATE product p SET stock = stock - 1 FROM (
    SELECT id FROM product WHERE listing_id = ${shop} AND id = ANY (${products}::uuid[]) ORDER BY id FOR UPDATE) AS taken
   WHERE p.id = taken.id AND p.stock >= 1`;
const movements = (order: string, products: string): string => `
  INSERT INTO stock_movement (id, product_id, order_id, delta, reason, created_at)
  SELECT gen_random_uuid(), product, ${order}, -1, 'ordered', now() FROM unnest(${products}::uuid[]) AS product`;
const number = (shop: string): string => `
  INSERT INTO order_number AS n (listing_id, year, last) VALUES (${shop}, 2000, 1)
  ON CONFLICT (listing_id, year) DO UPDATE SET last = n.last + 1 RETURNING last`;
const ORDER = `
  INSERT INTO customer_order (id, listing_id, year, number, kind, fulfilment, state, event, slot_from, slot_until, total_cents,
                              items, customer_name, customer_email, code, locale, idempotency_key, content_digest, created_at)`;
const orderOf = (last: string): string => `
  SELECT $1::uuid, $2::int, 2000, ${last}::int, 'order', 'pickup', 'received', 1, $3::timestamptz, $4::timestamptz, 1260, 3,
         'Odile Martin', $5, '123456', 'fr', gen_random_uuid(), repeat('0', 64), now()`;
const EVENT = `
  INSERT INTO order_event (id, order_id, event, state, actor, created_at)
  VALUES (gen_random_uuid(), $1, 1, 'received', 'customer', now())`;
const LINE = `
  INSERT INTO order_line (order_id, position, product_id, name, quantity, unit_cents, total_cents, vat, vat_rate, withdrawal)`;
const lines = (products: string): string => `
  ${LINE}
  SELECT $1::uuid, l.position, l.product, 'Pain de campagne', 1, 420, 420, 'reduced', 550, 'perishable'
    FROM unnest(${products}::uuid[]) WITH ORDINALITY AS l (product, position)`;
const MAILS = `
  INSERT INTO platform.outbox (id, kind, ref)
  VALUES (gen_random_uuid(), 'order.notify-shop', $1), (gen_random_uuid(), 'order.notify-customer', $1)`;

/** The same rows in one statement. */
const ONE = `
  WITH taken AS (${take('$2', '$6')} RETURNING p.id),
       numbered AS (${number('$2')}),
       placed AS (${ORDER} ${orderOf('last')} FROM numbered),
       moved AS (${movements('$1', '$6')}),
       lined AS (${lines('$6')}),
       happened AS (${EVENT})
  ${MAILS}`;

type Raw = (shop: BenchShop, slotFrom: number, products: readonly string[]) => Promise<void>;

function rawOf(pool: pg.Pool): Record<'batched' | 'one', Raw> {
  const valuesOf = (id: string, shop: BenchShop, slotFrom: number): unknown[] => [
    ...[id, shop.id, new Date(slotFrom), new Date(slotFrom + 30 * MINUTE)],
    `odile-${id}@habitante.example`,
  ];
  return {
    batched: async (shop, slotFrom, products) => {
      const id = randomUUID();
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(take('$1', '$2'), [shop.id, products]);
        await client.query(movements('$1', '$2'), [id, products]);
        const { rows } = await client.query<{ last: number }>(number('$1'), [shop.id]);
        await client.query(`${ORDER} ${orderOf('$6')}`, [...valuesOf(id, shop, slotFrom), rows[0]?.last]);
        await client.query(`WITH happened AS (${EVENT}) ${lines('$2')}`, [id, products]);
        await client.query(MAILS, [id]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    one: async (shop, slotFrom, products) => {
      const id = randomUUID();
      await pool.query(ONE, [...valuesOf(id, shop, slotFrom), products]);
    },
  };
}

async function placing(world: World, { orders, shops }: BenchShops): Promise<void> {
  const { role, schema } = world.here.tenant;
  const address = world.installation.addresses.get('main');
  const pool = new pg.Pool({
    host: address?.host,
    port: address?.port,
    database: address?.database,
    user: role,
    password: derivePassword(world.config.masterKey, role),
    options: `-c search_path=${schema}`,
    max: CLIENTS,
  });
  const raw = rawOf(pool);
  const next = basketsOf(shops);
  const rawNext = (how: Raw) => () => {
    const { shop, input } = next();
    return how(
      shop,
      input.slotFrom,
      input.lines.map(({ productId }) => productId),
    );
  };
  const place = () => {
    const { shop, input } = next();
    return orders.placing.place(world.here, shop.id, input, 'fr');
  };
  const results = await compare({
    'raw pg, a batched transaction': () => measure(CLIENTS, ROUND, rawNext(raw.batched)),
    'raw pg, one statement': () => measure(CLIENTS, ROUND, rawNext(raw.one)),
    'an order placed': () => measure(CLIENTS, ROUND, place),
    'the same, one client': () => measure(1, ROUND, place),
  });
  printComparison('An order of three lines, 16 customers (budget: 50 % of the transaction)', results);
  const [one, placed] = [results['raw pg, one statement'], results['an order placed']];
  if (one && placed)
    console.log(`  ${((placed.rate / one.rate) * 100).toFixed(0)} % of the one statement (budget: 25 %)`);
  await pool.end();
}

/** Orders that were collected, day by day, as many as fit into no open list. */
async function fill(world: World, shop: BenchShop, count: number): Promise<void> {
  for (let from = 1; from <= count; from += FILLED_AT_ONCE)
    await world.work.write(world.here, ({ manager }) =>
      manager.query(
        `WITH past AS (
         SELECT gen_random_uuid() AS id, n, now() - n * interval '10 minutes' AS at FROM generate_series($2::int, $4::int) AS n),
       happened AS (
         INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, created_at)
         SELECT gen_random_uuid(), p.id, e.event, e.previous, e.before, e.state, e.actor, p.at
           FROM past p, (VALUES (1, NULL::int, NULL::text, 'received', 'customer'), (2, 1, 'received', 'accepted', 'merchant'),
                                (3, 2, 'accepted', 'collected', 'merchant')) AS e (event, previous, before, state, actor)),
       lined AS (${LINE} SELECT p.id, 1, $3::uuid, 'Pain de campagne', 3, 420, 1260, 'reduced', 550, 'perishable' FROM past p)
       ${ORDER}
       SELECT p.id, $1, 2001 + p.n / 10000, p.n % 10000 + 1, 'order', 'pickup', 'collected', 3, p.at, p.at + interval '30 minutes', 1260, 3,
              'Odile Martin', 'odile-' || p.n || '@habitante.example', '123456', 'fr', gen_random_uuid(), repeat('0', 64), p.at
         FROM past p`,
        [shop.id, from, shop.products[0], Math.min(count, from + FILLED_AT_ONCE - 1)],
      ),
    );
}

async function inboxes(world: World, { orders }: BenchShops): Promise<void> {
  const { shops } = await openBenchShops(world, PAST.length);
  const next = shops.map((shop) => basketsOf([shop]));
  for (const [at, shop] of shops.entries()) {
    await fill(world, shop, PAST[at] ?? 0);
    for (let open = 0; open < 20; open += 1) {
      const basket = next[at]?.();
      if (basket) await orders.placing.place(world.here, shop.id, basket.input, 'fr');
    }
  }
  await world.installation.platform().query(`ANALYZE ${world.here.tenant.schema}.customer_order`);
  const contenders = shops.flatMap((shop, at) => {
    const past = (PAST[at] ?? 0).toLocaleString('en-GB');
    return [
      [
        `inbox beside ${past} orders that are over`,
        () => measure(4, ROUND, () => orders.handling.listOpen(world.here, shop.id, 200)),
      ],
      [
        `the last 50 of ${past} that are over`,
        () => measure(4, ROUND, () => orders.handling.listEnded(world.here, shop.id, undefined, 50)),
      ],
    ] as const;
  });
  const results = await compare(Object.fromEntries(contenders));
  printComparison('The inbox of a shop, 4 clients', results);
}

await withWorld({ env: { POOL_MAX_PER_TENANT: String(CLIENTS) } }, async (world) => {
  console.log(describeLoad());
  const bench = await openBenchShops(world, SHOPS);
  await placing(world, bench);
  await inboxes(world, bench);
});
