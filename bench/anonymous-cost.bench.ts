import 'reflect-metadata';
import { required } from '@halles/kernel';
import { writeOpenData } from '@halles/testing/open-data';
import { cpuOf } from './anonymous/process-cpu';
import { requestsOf, sample } from './anonymous/requests';
import { openDearShop } from './anonymous/shop';
import { withWorld } from './engines';
import { describeLoad, median } from './measure';
import { makeSeeded } from './relevance/towns';
import { BenchPortal } from './search/portal';

/**
 * CPU that one anonymous request costs the portal, for every route of the route map, on the largest territory that ships
 * with the product: `npm run bench -- anonymous-cost`. Nobody's address is answered from memory: each carries a query of its
 * own, and accepts no compressed answer, which would be cheaper. Ends with 1 where a route costs more than the budget. CPU
 * and not time: a busy machine changes little.
 */
const SLUG = 'hauts-de-france';
const BUDGET_MS = 50;
const WARM_UP = 4;
const MEASURED = 7;

let sent = 0;
/** The address, and a parameter that makes it one that nobody requested before. Programs' addresses refuse unknown ones. */
function anew(path: string): string {
  sent += 1;
  if (path.startsWith('/api/')) return path;
  return `${path}${path.includes('?') ? '&' : '?'}n=${sent}`;
}

interface Cost {
  readonly ms: number;
  readonly status: number;
  readonly megabytes: number;
}

async function costOf(portal: BenchPortal, path: string): Promise<Cost> {
  const costs: number[] = [];
  let status = 0;
  let body = '';
  for (let turn = 0; turn < WARM_UP + MEASURED; turn += 1) {
    const before = cpuOf(portal.pid);
    ({ status, body } = await portal.get(anew(path)));
    if (turn >= WARM_UP) costs.push(cpuOf(portal.pid) - before);
  }
  return { ms: median(costs), status, megabytes: Buffer.byteLength(body) / 1e6 };
}

await withWorld(
  { env: { BIND_ADDRESS: '127.0.0.1', NODE_ENV: 'production', TRUSTED_PROXIES: '127.0.0.0/8' } },
  async (world) => {
    const ctx = await makeSeeded(world, process.cwd(), SLUG);
    await writeOpenData(world, ctx);
    const shop = await openDearShop(world, ctx);
    const [place] = await world.work.read(ctx, ({ manager }) =>
      manager.query<{ longitude: number; latitude: number; listings: number }[]>(
        `SELECT (facts->'position'->>'longitude')::float8 AS longitude, (facts->'position'->>'latitude')::float8 AS latitude,
                (SELECT count(*)::int FROM listing) AS listings
           FROM listing_source WHERE facts->'position'->>'longitude' IS NOT NULL LIMIT 1`,
      ),
    );
    const { longitude, latitude, listings } = required(place, 'a business with a position');
    const portal = required(await BenchPortal.start(world, SLUG, 4), 'a built portal (npm run build)');
    const results: (Cost & { readonly route: string; readonly path: string })[] = [];
    try {
      const requests = requestsOf(await sample(portal, { position: [longitude, latitude], shop }));
      for (const [route, paths] of requests)
        for (const path of paths) results.push({ route, path, ...(await costOf(portal, path)) });
    } finally {
      portal.stop();
    }
    results.sort((one, other) => other.ms - one.ms);
    console.log(
      `\nCPU of one anonymous request to ${SLUG} (${listings} listings), dearest first, ${describeLoad()}`,
    );
    for (const { route, path, ms, status, megabytes } of results.slice(0, 60))
      console.log(
        `  ${ms.toFixed(1).padStart(7)} ms  ${megabytes.toFixed(2).padStart(6)} MB  ${status}  ${route.padEnd(24)} ${path.slice(0, 110)}`,
      );
    const over = results.filter(({ ms }) => ms > BUDGET_MS);
    console.log(
      `\n${results.length} addresses of ${new Set(results.map(({ route }) => route)).size} routes; ${over.length} over ${BUDGET_MS} ms`,
    );
    if (over.length > 0) process.exitCode = 1;
  },
);
