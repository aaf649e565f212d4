import 'reflect-metadata';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { required } from '@halles/kernel';
import { defaultRateLimits } from '@halles/platform/http';
import { writeOpenData } from '@halles/testing/open-data';
import { type Attack, attack } from './anonymous/attacker';
import { cpuOf } from './anonymous/process-cpu';
import { requestsOf, sample, type Sampled } from './anonymous/requests';
import { openDearShop } from './anonymous/shop';
import { withWorld } from './engines';
import { describeLoad, measure, median } from './measure';
import { makeSeeded } from './relevance/towns';
import { BenchPortal } from './search/portal';

/**
 * What a reader waits for a page of a portal while one address asks for everything as often as the limits let it:
 * `npm run bench -- attacker`. Rounds with and without, in turn; only their ratio counts. Budget: the 95th percentile at
 * most twice that without the attacker; ends with 1 where it is more. The share of a core that the attacker takes alone is
 * measured too: where other programs take the cores, waiting says more of them than of the portal.
 */
const SLUG = 'hauts-de-france';
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const ROUND_MS = 10_000;
const READERS = 2;
const BUDGET = 2;

const perMinute = ({ limit, windowMs }: { limit: number; windowMs: number }): number =>
  (limit * 60_000) / windowMs;

const isHeavy = (route: string) => /^data(Csv|Geojson|Jsonld)$|^sitemapOf(Places|Listings)$/.test(route);
const isSearch = (route: string) =>
  route === 'order.form' ||
  /^api(Search|Facets|Suggest|Clusters|Outlines)$|^listing(Picture|Qr)$/.test(route);

/** As much as one address may ask of each class; the three together stay at the limit of all readings. */
function wavesOf(sampled: Sampled): Attack['waves'] {
  const requests = [...requestsOf(sampled)];
  const pathsOf = (isOfClass: (route: string) => boolean): string[] =>
    requests.flatMap(([route, paths]) => (isOfClass(route) ? paths : []));
  const { read, search, heavy } = defaultRateLimits;
  return [
    { perMinute: perMinute(heavy), paths: pathsOf(isHeavy) },
    { perMinute: perMinute(search), paths: pathsOf(isSearch) },
    {
      perMinute: perMinute(read) - perMinute(search) - perMinute(heavy),
      paths: pathsOf((route) => !isHeavy(route) && !isSearch(route)),
    },
  ];
}

/** Percent of a core that the process takes while there is nobody but the attacker. */
async function shareOf(pid: number, start: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const stop = new AbortController();
  const before = cpuOf(pid);
  const began = performance.now();
  const attacking = start(stop.signal);
  await sleep(2 * ROUND_MS);
  stop.abort();
  await attacking;
  return ((cpuOf(pid) - before) / (performance.now() - began)) * 100;
}

await withWorld(
  { env: { BIND_ADDRESS: '127.0.0.1', NODE_ENV: 'production', TRUSTED_PROXIES: '127.0.0.0/8' } },
  async (world) => {
    const ctx = await makeSeeded(world, process.cwd(), SLUG);
    await writeOpenData(world, ctx);
    const dear = await openDearShop(world, ctx);
    const portal = required(await BenchPortal.start(world, SLUG, READERS), 'a built portal (npm run build)');
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    try {
      const sampled = await sample(portal, { position: [2.3, 49.9], ...dear });
      const start = (signal: AbortSignal): Promise<Map<number, number>> =>
        attack({ port: portal.port, host: `${SLUG}.localhost`, agent, waves: wavesOf(sampled) }, signal);
      const share = await shareOf(portal.pid, start);
      const pages = [...sampled.paths.values()].flat();
      let next = 0;
      const round = () => measure(READERS, ROUND_MS, () => portal.get(pages[next++ % pages.length] ?? '/'));
      const without: number[] = [];
      const beside: number[] = [];
      const answers = new Map<number, number>();
      for (let turn = 0; turn <= ROUNDS; turn += 1) {
        const calm = await round();
        const stop = new AbortController();
        const attacking = start(stop.signal);
        const busy = await round();
        stop.abort();
        for (const [status, count] of await attacking)
          answers.set(status, (answers.get(status) ?? 0) + count);
        if (turn === 0) continue;
        without.push(calm.p95);
        beside.push(busy.p95);
      }
      const ratio = median(beside) / median(without);
      console.log(`\nA page of ${SLUG} beside one address at all limits, ${describeLoad()}`);
      console.log(
        `  p95 without ${median(without).toFixed(1)} ms, beside it ${median(beside).toFixed(1)} ms: × ${ratio.toFixed(2)} (budget × ${BUDGET})`,
      );
      console.log(`  the attacker alone takes ${share.toFixed(1)} % of a core`);
      console.log(
        `  the attacker got ${[...answers].map(([status, count]) => `${count} × ${status}`).join(', ')}`,
      );
      if (ratio > BUDGET) process.exitCode = 1;
    } finally {
      agent.destroy();
      portal.stop();
    }
  },
);
