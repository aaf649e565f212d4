import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { required } from '@halles/kernel';
import { toDegrees } from '@halles/domain/geo';
import type { TenantContext } from '@halles/platform/tenancy';
import type { World } from '@halles/testing';
import { withWorld } from './engines';
import { describeLoad, measure, median } from './measure';
import { makeBordeaux } from './relevance/towns';
import { BenchPortal } from './search/portal';

/**
 * CPU that a reading costs the portal and PostgreSQL together, on the seeded Bordeaux, and how many answers a second a search
 * by trade gives to 16 clients: `npm run bench -- reads [checkout…]`, `KIND=listing` for one kind of reading. Built portals of other checkouts are measured in
 * alternation with this one's, on the same data; they have to read the same schema (`git worktree add --detach ../before
 * <commit>`, there `npm ci` and `node tools/build.mjs portal islands`). Budgets on a quiet machine: JSON ≤ 1.8 ms, a page of
 * results ≤ 3.5 ms, a listing ≤ 1.8 ms, a search by trade ≥ 1,500 answers/s on two cores. On a busy one the ratios count:
 * 0.62, 0.60 and 0.64 of the build 797bce95, which reads the schema up to a63f35ff and is measured from a checkout of that.
 */
const SLUG = 'bordeaux';
const CLIENTS = 4;
const CROWD = 16;
const REQUESTS = 400;
const CROWD_MS = 2_000;
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
/** The kinds whose names contain it; all unless said. */
const KIND = process.env['KIND'] ?? '';

interface Sampled {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly x: number;
  readonly y: number;
}

/** Listings by chance, the same for everyone who asks. */
async function sample(world: World, ctx: TenantContext): Promise<Sampled[]> {
  return world.work.read(ctx, ({ manager }) =>
    manager.query<Sampled[]>(
      `SELECT id, slug, folded_name AS name, category, place[0] AS x, place[1] AS y FROM listing
       WHERE visibility = 'public' AND state = 'open' AND category IS NOT NULL ORDER BY md5(id::text) LIMIT $1`,
      [REQUESTS],
    ),
  );
}

/** A position to about a hundred metres; `shift` moves it, so that no two rounds ask for the same. */
function near({ x, y }: Sampled, shift: number): string {
  const { longitude, latitude } = toDegrees({ x, y });
  return `${(latitude + shift / 1_000).toFixed(3)},${longitude.toFixed(3)}`;
}

const longest = (name: string): string =>
  name.split(' ').reduce((one, other) => (other.length > one.length ? other : one), '');

/** Addresses of a kind of reading; nobody asks for the same twice. */
type Paths = (one: Sampled, round: number) => string;

const api = (fields: Readonly<Record<string, string>>): string =>
  `/api/v1/search?${new URLSearchParams(fields).toString()}`;
const results = (fields: Readonly<Record<string, string>>): string =>
  `/commerces?${new URLSearchParams(fields).toString()}`;

const KINDS: Readonly<Record<string, Paths>> = {
  'JSON, a trade around me': (one, round) => api({ near: near(one, round), category: one.category }),
  'JSON, a word around me': (one, round) => api({ near: near(one, round), q: longest(one.name) }),
  'results, around me': (one, round) => results({ autour: near(one, round), q: longest(one.name) }),
  'results, a word': (one, round) => results({ q: longest(one.name), rayon: String(200_000 - round) }),
  'a listing': ({ slug, id }, round) => `/commerce/${slug}-${id}?${round}`,
};

/** CPU of a process so far in all its threads, ms. */
function cpuOf(pid: number): number {
  try {
    const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
  } catch {
    return 0;
  }
}

const parentOf = (pid: number): number => {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

/** CPU of the processes of a server so far, ms, by process. */
const cpuOfServer = (postmaster: number): Map<number, number> =>
  new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === postmaster)
      .map((pid) => [pid, cpuOf(pid)]),
  );

/** CPU that a server took since, ms. Who ended meanwhile was at rest. */
const cpuSince = (postmaster: number, before: ReadonlyMap<number, number>): number =>
  [...cpuOfServer(postmaster)].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);

async function postmasterOf(world: World, ctx: TenantContext): Promise<number> {
  const [row] = await world.work.read(ctx, ({ manager }) =>
    manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid'),
  );
  return parentOf(required(row, 'a backend').pid);
}

async function requestAll(portal: BenchPortal, paths: readonly string[]): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const { status, body } = await portal.get(path);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${body.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, lane));
}

interface Cost {
  readonly portal: number[];
  readonly database: number[];
}

const total = ({ portal, database }: Cost): number[] => portal.map((ms, at) => ms + (database[at] ?? 0));

/** Each checkout's cost in the same round divided by the other's: what makes a round slow makes both slow. */
function ratioOf(ours: Cost, others: Cost): string {
  const theirs = total(others);
  return median(total(ours).map((ms, at) => ms / (theirs[at] ?? NaN))).toFixed(2);
}

const line = (name: string, figures: string): void => console.log(`  ${name.padEnd(40)} ${figures}`);

await withWorld(
  {
    env: {
      POOL_MAX_PER_TENANT: String(CROWD),
      BIND_ADDRESS: '127.0.0.1',
      NODE_ENV: 'production',
      TRUSTED_PROXIES: '127.0.0.0/8',
    },
  },
  async (world) => {
    const ctx = await makeBordeaux(world, process.cwd());
    const sampled = await sample(world, ctx);
    const checkouts = [process.cwd(), ...process.argv.slice(2)];
    const portals = new Map<string, BenchPortal>();
    for (const checkout of checkouts) {
      const portal = await BenchPortal.start(world, SLUG, CROWD, checkout);
      portals.set(basename(checkout), required(portal, `a built portal in ${checkout} (npm run build)`));
    }
    const postmaster = await postmasterOf(world, ctx);
    // By kind and checkout.
    const costs = new Map<string, Map<string, Cost>>();
    const rates = new Map<string, number[]>();
    try {
      for (let round = 0; round <= ROUNDS; round += 1) {
        // Whoever is second finds the pages of the database warm.
        const order = round % 2 === 0 ? [...portals] : [...portals].reverse();
        for (const [kind, pathOf] of Object.entries(KINDS).filter(([name]) => name.includes(KIND))) {
          const ofKind = costs.get(kind) ?? new Map<string, Cost>();
          costs.set(kind, ofKind);
          for (const [checkout, portal] of order) {
            const before = [cpuOf(portal.pid), cpuOfServer(postmaster)] as const;
            await requestAll(
              portal,
              sampled.map((one) => pathOf(one, round)),
            );
            if (round === 0) continue;
            const cost = ofKind.get(checkout) ?? { portal: [], database: [] };
            cost.portal.push((cpuOf(portal.pid) - before[0]) / sampled.length);
            cost.database.push(cpuSince(postmaster, before[1]) / sampled.length);
            ofKind.set(checkout, cost);
          }
        }
        for (const [checkout, portal] of portals) {
          const { rate } = await measure(CROWD, CROWD_MS, () => portal.get(api({ category: 'bakery' })));
          if (round > 0) rates.set(checkout, [...(rates.get(checkout) ?? []), rate]);
        }
      }
    } finally {
      for (const portal of portals.values()) portal.stop();
    }
    console.log(`\nCPU of a reading, median (least) of ${ROUNDS} rounds, ${describeLoad()}`);
    for (const [kind, ofKind] of costs) {
      const ours = ofKind.get(basename(process.cwd()));
      for (const [checkout, cost] of ofKind) {
        const [ofPortal, ofDatabase] = [median(cost.portal), median(cost.database)];
        const ratio = ours && cost !== ours ? `, ours is ${ratioOf(ours, cost)} of it` : '';
        line(
          `${kind} (${checkout})`,
          `portal ${ofPortal.toFixed(2)} + PostgreSQL ${ofDatabase.toFixed(2)} = ${(ofPortal + ofDatabase).toFixed(2)} ms (${Math.min(...total(cost)).toFixed(2)})${ratio}`,
        );
      }
    }
    console.log(`\nA search by trade that ${CROWD} clients ask for at once`);
    for (const [checkout, all] of rates)
      line(checkout, `${median(all).toFixed(0)} answers/s (most ${Math.max(...all).toFixed(0)})`);
  },
);
