import 'reflect-metadata';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { freePort } from '@halles/platform/engines';
import { createTenant, type Installation } from '@halles/platform/provisioning';
import { aPerimeter, aTerritory, type World } from '@halles/testing';
import { withWorld } from './engines';
import { describeLoad, measure, type TimedSample } from './measure';

/** How many territories, one after the other: `npm run bench -- many-tenants 5 200 1000`. */
const STEPS = process.argv.slice(2).map(Number);
const CLIENTS = 16;
const SECONDS = 5;

/** Slugs that nobody takes for one another: doubled letters in base 10. */
function slugOf(index: number): string {
  const word = [...String(index).padStart(4, '0')].map((digit) =>
    'abdefghjkm'.charAt(Number(digit)).repeat(2),
  );
  return `ville-${word.join('')}`;
}

async function grow(installation: Installation, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await createTenant(installation, {
      settings: aTerritory(slugOf(index)),
      perimeter: aPerimeter(),
      state: 'live',
    });
  }
}

async function startServer(app: string, world: World, port: number): Promise<ChildProcess> {
  const env = {
    PATH: process.env['PATH'],
    ...world.serverEnv,
    NODE_ENV: 'production',
    // Readers come from many addresses, or the limit per address would be what is measured.
    TRUSTED_PROXIES: '127.0.0.1',
    PORT: String(port),
    BIND_ADDRESS: '127.0.0.1',
  };
  const child = spawn(process.execPath, [`dist/apps/${app}/main.js`], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

/** Resident memory of a process, MB. */
function residentMemory(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

const randomAddress = (): string => `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

function request(port: number, slug: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(
      {
        port,
        host: '127.0.0.1',
        path,
        headers: { host: `${slug}.localhost`, 'x-forwarded-for': randomAddress() },
        agent,
      },
      (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${slug}: ${response.statusCode}`)),
        );
      },
    ).once('error', reject);
  });
}

const describeTimes = ({ p50, p95, p99 }: TimedSample): string =>
  `p50 ${p50.toFixed(1)} / p95 ${p95.toFixed(1)} / p99 ${p99.toFixed(1)} ms`;

/** Memory of each process and the time of a page, by the number of territories. */
await withWorld({ env: { LOG_LEVEL: 'warn' } }, async (world) => {
  let made = 0;
  for (const tenants of STEPS.length > 0 ? STEPS : [5, 200, 1_000]) {
    const started = performance.now();
    await grow(world.installation, made, tenants);
    const opening = (performance.now() - started) / Math.max(1, tenants - made);
    made = tenants;
    const port = await freePort();
    const portal = await startServer('portal', world, port);
    const worker = await startServer('worker', world, port);
    const random = () => slugOf(Math.floor(Math.random() * tenants));
    const idle = residentMemory(portal);
    const first = await measure(CLIENTS, SECONDS * 1_000, () => request(port, random(), '/'));
    const cached = await measure(CLIENTS, SECONDS * 1_000, () => request(port, random(), '/'));
    const fresh = await measure(CLIENTS, SECONDS * 1_000, () => request(port, random(), '/?fresh=1'));
    console.log(
      `${String(tenants).padStart(5)} territories, ${describeLoad()}: opened in ${opening.toFixed(0)} ms each; portal ${idle.toFixed(0)} MB idle, ` +
        `${residentMemory(portal).toFixed(0)} MB after the load; worker ${residentMemory(worker).toFixed(0)} MB\n` +
        `      home page kept: ${describeTimes(first)} by first readers, ${describeTimes(cached)} then; rendered anew: ${describeTimes(fresh)}`,
    );
    for (const child of [portal, worker]) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
});
