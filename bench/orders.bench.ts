import 'reflect-metadata';
import { derivePassword } from '@halles/platform/database';
import type { World } from '@halles/testing';
import pg from 'pg';
import { compare, describeLoad, measure, printComparison } from './measure';
import { withWorld } from './engines';
import { type BenchShop, basketsOf, type BenchShops, openBenchShops } from './order-shops';
import { LINE, ORDER, type Raw, rawOf } from './raw-orders';

/**
 * An order of three counted lines placed at once by many customers, beside the least that anybody could do: raw pg that
 * writes the same rows in a batched transaction of six statements, or in a single statement. Budgets: half of the
 * transaction, a quarter of the statement. Then the inbox of a shop with a hundred orders that are over, and with a
 * hundred thousand: budget, the same.
 */
const CLIENTS = 16;
/** Milliseconds: long enough for compiled code and prepared plans, as in a server that runs. */
const ROUND = 2_000;
const SHOPS = 40;
const PAST = [100, 100_000] as const;
/** A statement of a territory may take five seconds. */
const FILLED_AT_ONCE = 1_000;

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
