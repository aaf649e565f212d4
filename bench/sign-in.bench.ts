import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { required } from '@halles/kernel';
import { hashPassword } from '@halles/platform/auth';
import type { World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { withWorld } from './engines';
import { describeLoad, measure, quantile } from './measure';

/**
 * A hundred people sign in at once while others read: pages must stay within twice their time, the logins end within
 * five seconds (p95), and memory within 300 MB. Needs `npm run build`.
 */
const AT_ONCE = 100;
const READERS = 4;
const ALONE_MS = 4_000;
const PASSWORD = 'girafe lampe otarie';
const SLUG = 'ici-bourg';
const root = process.cwd();
const agent = new Agent({ keepAlive: true, maxSockets: 400 });

interface Server {
  readonly port: number;
  readonly child: ChildProcess;
}

async function startPortal(world: World): Promise<Server> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  const child = spawn(process.execPath, [join(root, 'dist/apps/portal/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...world.env, PORT: String(port) },
    cwd: root,
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the portal ended with ${code}`)));
  });
  return { port, child };
}

let visitor = 0;

/** One request of a visitor of its own, below the limits of each. @returns the status */
function ask(port: number, path: string, form?: string): Promise<number> {
  visitor += 1;
  const address = `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
  const headers = {
    host: `${SLUG}.localhost`,
    accept: 'text/html',
    'x-forwarded-for': address,
    ...(form === undefined
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { port, path, method: form === undefined ? 'GET' : 'POST', headers, agent },
      (incoming) => incoming.resume().once('end', () => resolve(incoming.statusCode ?? 0)),
    );
    outgoing.once('error', reject);
    outgoing.end(form);
  });
}

async function addAccounts({ work, here }: World): Promise<void> {
  // One hash for all of them: what is measured is the comparison, which costs the same.
  const hash = await hashPassword(PASSWORD);
  await work.write(here, async (tx) => {
    for (let n = 0; n < AT_ONCE; n += 1)
      await tx.manager.query(
        `INSERT INTO account (id, email, name, locale, password_hash, verified_at) VALUES ($1, $2, 'Odile', 'fr', $3, now())`,
        [uuid(), `person-${n}@four.example`, hash],
      );
  });
}

const megabytes = ({ child }: Server): number => {
  const status = readFileSync(`/proc/${required(child.pid, 'the process')}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
};

/** All at once; gives how long each took, sorted. */
async function signInAll({ port }: Server): Promise<number[]> {
  const times = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, n) => {
      const form = new URLSearchParams({ email: `person-${n}@four.example`, password: PASSWORD }).toString();
      const began = performance.now();
      const status = await ask(port, '/connexion', form);
      if (status !== 303) throw new Error(`a sign-in was answered ${status}`);
      return performance.now() - began;
    }),
  );
  return times.sort((one, other) => one - other);
}

async function compareReading(server: Server, name: string, path: string): Promise<void> {
  const read = async (): Promise<void> => {
    const status = await ask(server.port, path);
    if (status !== 200) throw new Error(`${path} was answered ${status}`);
  };
  await measure(READERS, 1_000, read);
  const alone = await measure(READERS, ALONE_MS, read);
  const before = megabytes(server);
  let done = false;
  const logins = signInAll(server).finally(() => {
    done = true;
  });
  const times: number[] = [];
  const lane = async (): Promise<void> => {
    while (!done) {
      const began = performance.now();
      await read();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: READERS }, lane));
  const signIns = await logins;
  times.sort((one, other) => one - other);
  const p95 = quantile(times, 0.95);
  const p50 = quantile(times, 0.5);
  console.log(
    `  ${name.padEnd(14)} alone p50 ${alone.p50.toFixed(1)} ms, p95 ${alone.p95.toFixed(1)} ms   ` +
      `beside ${AT_ONCE} sign-ins p50 ${p50.toFixed(1)} ms (× ${(p50 / alone.p50).toFixed(2)}), ` +
      `p95 ${p95.toFixed(1)} ms (× ${(p95 / alone.p95).toFixed(2)}, at most 2)`,
  );
  console.log(
    `  ${''.padEnd(14)} sign-ins p50 ${quantile(signIns, 0.5).toFixed(0)} ms, p95 ${quantile(signIns, 0.95).toFixed(0)} ms ` +
      `(at most 5,000), memory + ${(megabytes(server) - before).toFixed(0)} MB (at most 300)`,
  );
}

async function main(): Promise<void> {
  const env = {
    BIND_ADDRESS: '127.0.0.1',
    NODE_ENV: 'production',
    TRUSTED_PROXIES: '127.0.0.0/8',
    LOG_LEVEL: 'warn',
  };
  await withWorld({ env }, async (world) => {
    await addAccounts(world);
    const server = await startPortal(world);
    try {
      console.log(`\nSigning in, ${AT_ONCE} at once, beside ${READERS} readers; ${describeLoad()}`);
      await compareReading(server, 'a kept page', '/');
      await compareReading(server, 'a fresh page', '/?fresh');
    } finally {
      agent.destroy();
      server.child.kill('SIGTERM');
    }
  });
}

await main();
