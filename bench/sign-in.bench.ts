import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { required } from '@halles/kernel';
import { hashPassword } from '@halles/platform/auth';
import type { World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { withWorld } from './engines';
import { describeLoad, quantile } from './measure';
import { send, type Server, startServer } from './portal-process';

/**
 * Two hundred people sign in at once while others read: pages must stay within twice their time, the logins end within
 * five seconds (p95), and memory within 300 MB. With a Redis that is frozen one of them signs in within 1.5 times of what it
 * takes without. Needs `npm run build`.
 */
const AT_ONCE = 200;
/** People press a button within the same second, not within the same millisecond. */
const ARRIVALS_MS = 1_000;
const READERS = 20;
/** Two hundred pages a second: what leaves the machine room for both, as readers who never pause do not. */
const PAUSE_MS = 100;
const ALONE_MS = 4_000;
const WARM_UP = 50;
/** Sign-ins one after the other. */
const ALONE = 40;
const PASSWORD = 'girafe lampe otarie';
const host = 'ici-bourg.localhost';
const agent = new Agent({ keepAlive: true, maxSockets: 400 });

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

/** Signs one of them in. @returns how long it took, ms */
async function signIn({ port }: Server, n: number): Promise<number> {
  const body = new URLSearchParams({ email: `person-${n}@four.example`, password: PASSWORD });
  const began = performance.now();
  const status = await send({ port, host, path: '/connexion', agent, body });
  if (status !== 303) throw new Error(`a sign-in was answered ${status}`);
  return performance.now() - began;
}

/** All of them within a second, so that most wait at the same time; gives how long each took, sorted. */
async function signInAll(server: Server): Promise<number[]> {
  const times = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, n) => {
      await setTimeout((n * ARRIVALS_MS) / AT_ONCE);
      return signIn(server, n);
    }),
  );
  return times.sort((one, other) => one - other);
}

/** Readers who look at each page for a moment before they ask for the next. Gives how long each page took, sorted. */
async function readAlong(read: () => Promise<void>, isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const reader = async (_: unknown, at: number): Promise<void> => {
    await setTimeout((at * PAUSE_MS) / READERS);
    while (!isOver()) {
      const began = performance.now();
      await read();
      times.push(performance.now() - began);
      await setTimeout(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return times.sort((one, other) => one - other);
}

async function compareReading(server: Server, name: string, path: string): Promise<void> {
  const read = async (): Promise<void> => {
    const status = await send({ port: server.port, host, path, agent });
    if (status !== 200) throw new Error(`${path} was answered ${status}`);
  };
  const past = (ms: number) => {
    const end = performance.now() + ms;
    return () => performance.now() > end;
  };
  await readAlong(read, past(ALONE_MS / 2));
  const alone = await readAlong(read, past(ALONE_MS));
  const before = megabytes(server);
  let done = false;
  const logins = signInAll(server).finally(() => {
    done = true;
  });
  const beside = await readAlong(read, () => done);
  const signIns = await logins;
  const [p50, p95] = [0.5, 0.95].map((q) => {
    const [one, other] = [quantile(alone, q), quantile(beside, q)];
    return `p${q * 100} ${one.toFixed(2)} → ${other.toFixed(2)} ms (× ${(other / one).toFixed(2)})`;
  });
  console.log(`  ${name.padEnd(14)} ${p50}   ${p95}, at most × 2`);
  console.log(
    `  ${''.padEnd(14)} sign-ins p50 ${quantile(signIns, 0.5).toFixed(0)} ms, p95 ${quantile(signIns, 0.95).toFixed(0)} ms ` +
      `(at most 5,000), memory + ${(megabytes(server) - before).toFixed(0)} MB (at most 300)`,
  );
}

/** One after the other, before and while Redis does not answer, each the first time that its account is signed in to. */
async function compareFrozen(server: Server, redis: number): Promise<void> {
  const some = async (first: number): Promise<number[]> => {
    const times: number[] = [];
    for (let n = 0; n < ALONE; n += 1) times.push(await signIn(server, first + n));
    return times.sort((one, other) => one - other);
  };
  const before = await some(0);
  process.kill(redis, 'SIGSTOP');
  try {
    const during = await some(ALONE);
    const [one, other] = [quantile(before, 0.5), quantile(during, 0.5)];
    console.log(
      `  Redis frozen   sign-in p50 ${one.toFixed(0)} → ${other.toFixed(0)} ms (× ${(other / one).toFixed(2)}, at most × 1.5), ` +
        `the longest ${(during.at(-1) ?? 0).toFixed(0)} ms`,
    );
  } finally {
    process.kill(redis, 'SIGCONT');
  }
}

async function main(): Promise<void> {
  const env = {
    BIND_ADDRESS: '127.0.0.1',
    NODE_ENV: 'production',
    TRUSTED_PROXIES: '127.0.0.0/8',
    LOG_LEVEL: 'warn',
  };
  await withWorld({ env }, async (world, { redis }) => {
    await addAccounts(world);
    const server = await startServer('portal', world);
    try {
      // A server that has run for a while: its code is compiled, its connections are open.
      for (let n = 0; n < WARM_UP; n += 1) await signIn(server, n);
      console.log(`\nSigning in, ${AT_ONCE} at once, beside ${READERS} readers; ${describeLoad()}`);
      await compareFrozen(server, redis.pid);
      await compareReading(server, 'a kept page', '/');
      await compareReading(server, 'a fresh page', '/?fresh');
    } finally {
      agent.destroy();
      server.child.kill('SIGTERM');
    }
  });
}

await main();
