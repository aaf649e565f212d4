import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { FootfallMeter, FootfallModule } from '@halles/domain/footfall';
import { NO_GAUGE, PlaceGauges } from '@halles/domain/place-days';
import { SECOND } from '@halles/kernel';
import { derivePassword } from '@halles/platform/database';
import { servicesOf, type World, writeListings } from '@halles/testing';
import pg from 'pg';
import { withWorld } from './engines';
import { compare, describeLoad, measure, printComparison, quantile } from './measure';

/**
 * The clicks of the doors of one place, which wait for one another, beside the least that anybody could do: a raw transaction that
 * locks the row of the place, stores the click and adds it. Budget: half of it. Then twenty doors with ten clicks a second each,
 * sent about once a second as telephones do: budget, answered within 250 ms for 99 of 100.
 */
const DOORS = 20;
const ROUND = 2 * SECOND;
const PER_SECOND = 10;
const SECONDS = 10;

const aClick = () => ({ id: randomUUID(), change: 1, ago: 0 }) as const;

function rawPool({ config, here, installation }: World): pg.Pool {
  const { role, schema } = here.tenant;
  const address = installation.addresses.get('main');
  return new pg.Pool({
    host: address?.host,
    port: address?.port,
    database: address?.database,
    user: role,
    password: derivePassword(config.masterKey, role),
    options: `-c search_path=${schema}`,
    max: DOORS,
  });
}

async function rawClick(pool: pg.Pool, listing: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT present FROM footfall WHERE listing_id = $1 FOR UPDATE', [listing]);
    await client.query(
      `INSERT INTO footfall_click (id, listing_id, device, change, is_correction, is_counted, made_at, received_at)
       VALUES ($1, $2, $1, 1, false, true, now(), now())`,
      [randomUUID(), listing],
    );
    await client.query('UPDATE footfall SET present = least(present + 1, 9999) WHERE listing_id = $1', [
      listing,
    ]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** Each door sends what was clicked since it sent last. */
async function doors(world: World, meter: FootfallMeter, listing: number): Promise<void> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: DOORS }, async (_, door) => {
      const from = { listingId: listing, linkId: null, device: randomUUID() };
      await new Promise((resolve) => setTimeout(resolve, (door * SECOND) / DOORS));
      for (let second = 0; second < SECONDS; second += 1) {
        const before = performance.now();
        await meter.count(world.here, from, Array.from({ length: PER_SECOND }, aClick));
        times.push(performance.now() - before);
        await new Promise((resolve) =>
          setTimeout(resolve, Math.max(0, SECOND - (performance.now() - before))),
        );
      }
    }),
  );
  times.sort((one, other) => one - other);
  console.log(`\n${String(DOORS)} doors, ${String(PER_SECOND)} clicks a second each, ${describeLoad()}`);
  console.log(
    `  ${String(times.length * PER_SECOND)} clicks: p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms (budget: 250 ms)`,
  );
}

await withWorld({}, async (world) => {
  const services = await servicesOf(world, [FootfallModule]);
  const meter = services.get(FootfallMeter);
  const [raw = 0, ours = 0, many = 0] = await writeListings(world, world.here, [{}, {}, {}]);
  for (const listing of [raw, ours, many]) {
    await services.get(PlaceGauges).save(world.here, listing, { ...NO_GAUGE, people: 10_000 });
    await meter.count(world.here, { listingId: listing, linkId: null, device: randomUUID() }, [aClick()]);
  }
  const pool = rawPool(world);
  const from = { listingId: ours, linkId: null, device: randomUUID() };
  const results = await compare({
    'raw pg, a locked transaction': () => measure(DOORS, ROUND, () => rawClick(pool, raw)),
    'a click counted and answered': () =>
      measure(DOORS, ROUND, () => meter.count(world.here, from, [aClick()])),
  });
  printComparison(`Clicks of ${String(DOORS)} doors of one place (budget: 50 %)`, results);
  await doors(world, meter, many);
  await pool.end();
  await services.close();
});
