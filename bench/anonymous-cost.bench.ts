import 'reflect-metadata';
import { Agent } from 'node:http';
import { required } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import type { World } from '@halles/testing';
import { writeOpenData } from '@halles/testing/open-data';
import { costsOfConsole, costsOfPortal } from './anonymous/changes';
import { cpuOf, loopCpuOf } from './anonymous/process-cpu';
import { requestsOf, sample } from './anonymous/requests';
import { type DearShop, openDearShop } from './anonymous/shop';
import { withWorld } from './engines';
import { describeLoad, median } from './measure';
import { makeSeeded } from './relevance/towns';
import { BenchPortal } from './search/portal';

/**
 * CPU that one anonymous request costs a server: every route of the portal that is read, on the largest territory that ships
 * with the product, and every route of the portal and of the console's server by which something is changed, with the largest
 * bodies that the limits let pass: `npm run bench -- anonymous-cost`. `reads` or `changes` behind it measures these alone, and
 * what follows that only routes with this in them. Nobody's address is answered from memory: each carries a query of its
 * own, and accepts no compressed answer, which would be cheaper. Ends with 1 where a route costs more than the budget. CPU
 * and not time: a busy machine changes little. All threads count, also those that hash passwords: they take the same cores.
 * What the event loop bears of it is told beside it.
 */
const SLUG = process.env['TERRITORY'] ?? 'hauts-de-france';
const BUDGET_MS = 50;
const WARM_UP = 4;
const MEASURED = 7;
const SHOWN = 60;

const [kind = 'all', only = ''] = process.argv.slice(2);

interface Measured {
  readonly route: string;
  /** The address, or the body. */
  readonly what: string;
  readonly status: number;
  readonly ms: number;
  readonly loopMs: number;
}

let sent = 0;
/** The address, and a parameter that makes it one that nobody requested before. Programs' addresses refuse unknown ones. */
function anew(path: string): string {
  sent += 1;
  if (path.startsWith('/api/')) return path;
  return `${path}${path.includes('?') ? '&' : '?'}n=${sent}`;
}

async function costOf(portal: BenchPortal, route: string, path: string): Promise<Measured> {
  const costs: number[] = [];
  const ofLoop: number[] = [];
  let status = 0;
  let body = '';
  for (let turn = 0; turn < WARM_UP + MEASURED; turn += 1) {
    const [before, beforeOfLoop] = [cpuOf(portal.pid), loopCpuOf(portal.pid)];
    ({ status, body } = await portal.get(anew(path)));
    if (turn < WARM_UP) continue;
    costs.push(cpuOf(portal.pid) - before);
    ofLoop.push(loopCpuOf(portal.pid) - beforeOfLoop);
  }
  const megabytes = (Buffer.byteLength(body) / 1e6).toFixed(2);
  return { route, what: `${megabytes} MB  ${path}`, status, ms: median(costs), loopMs: median(ofLoop) };
}

async function costsOfReads({
  world,
  ctx,
  portal,
  dear,
}: {
  readonly world: World;
  readonly ctx: TenantContext;
  readonly portal: BenchPortal;
  readonly dear: DearShop;
}): Promise<Measured[]> {
  const [place] = await world.work.read(ctx, ({ manager }) =>
    manager.query<{ longitude: number; latitude: number }[]>(
      `SELECT (facts->'position'->>'longitude')::float8 AS longitude, (facts->'position'->>'latitude')::float8 AS latitude
         FROM listing_source WHERE facts->'position'->>'longitude' IS NOT NULL LIMIT 1`,
    ),
  );
  const { longitude, latitude } = required(place, 'a business with a position');
  const results: Measured[] = [];
  const requests = requestsOf(await sample(portal, { position: [longitude, latitude], ...dear }));
  for (const [route, paths] of requests)
    if (route.includes(only)) for (const path of paths) results.push(await costOf(portal, route, path));
  return results;
}

/** Tells the dearest first; sets the exit code where one is over the budget. */
function report(title: string, results: readonly Measured[]): void {
  const sorted = [...results].sort((one, other) => other.ms - one.ms);
  console.log(`\nCPU of one anonymous ${title} to ${SLUG}, dearest first, ${describeLoad()}`);
  for (const { route, what, ms, loopMs, status } of sorted.slice(0, SHOWN))
    console.log(
      `  ${ms.toFixed(1).padStart(7)} ms  ${loopMs.toFixed(1).padStart(7)} ms of the loop  ${status}  ${route.padEnd(24)} ${what.slice(0, 110)}`,
    );
  const over = sorted.filter(({ ms }) => ms > BUDGET_MS);
  const routes = new Set(sorted.map(({ route }) => route)).size;
  const broken = sorted.filter(({ status }) => status >= 500);
  console.log(
    `\n${sorted.length} requests of ${routes} routes; ${over.length} over ${BUDGET_MS} ms, ${broken.length} broken`,
  );
  for (const { route, what, status } of broken) console.log(`  ${status}  ${route}  ${what.slice(0, 110)}`);
  if (over.length > 0 || broken.length > 0) process.exitCode = 1;
}

await withWorld(
  { env: { BIND_ADDRESS: '127.0.0.1', NODE_ENV: 'production', TRUSTED_PROXIES: '127.0.0.0/8' } },
  async (world) => {
    const ctx = await makeSeeded(world, process.cwd(), SLUG);
    await writeOpenData(world, ctx);
    const dear = await openDearShop(world, ctx);
    const portal = required(await BenchPortal.start(world, SLUG, 4), 'a built portal (npm run build)');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      if (kind !== 'changes') report('reading', await costsOfReads({ world, ctx, portal, dear }));
      if (kind === 'reads') return;
      const target = { port: portal.port, pid: portal.pid, host: `${SLUG}.localhost`, agent };
      report('change', [
        ...(await costsOfPortal({ world, ctx, target, dear }, only)),
        ...(await costsOfConsole(world, only)),
      ]);
    } finally {
      agent.destroy();
      portal.stop();
    }
  },
);
