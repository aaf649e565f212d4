import { Agent } from 'node:http';
import { hashPassword } from '@halles/platform/auth';
import type { World } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { withWorld } from './engines';
import { describeLoad, median } from './measure';
import { type BenchRequest, send, startServer } from './portal-process';

/**
 * Whether the time of an answer tells who has an account: each way to ask is tried two hundred times with an address that
 * has one and as often with one that has none, in turns, each of a visitor and of an address of its own. The medians may
 * be ten milliseconds apart at most: what the network adds on a quiet day hides that. Needs `npm run build`.
 */
const TRIES = 200;
const WARM_UP = 20;
const MAX_MS = 10;
const PASSWORD = 'girafe lampe otarie';
const PORTAL = 'ici-bourg.localhost';
const agent = new Agent({ keepAlive: true });

const addressOf = (kind: string, n: number): string => `${kind}-${n}@four.example`;

interface Way {
  readonly name: string;
  readonly status: number;
  readonly requestFor: (email: string) => Pick<BenchRequest, 'host' | 'path' | 'body'>;
}

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const PORTAL_WAYS: readonly Way[] = [
  {
    name: 'portal: sign-in',
    status: 401,
    requestFor: (email) => ({
      host: PORTAL,
      path: '/connexion',
      body: form({ email, password: 'not the one' }),
    }),
  },
  {
    name: 'portal: link that signs in',
    status: 303,
    requestFor: (email) => ({ host: PORTAL, path: '/connexion/lien', body: form({ linkEmail: email }) }),
  },
  {
    name: 'portal: new password',
    status: 303,
    requestFor: (email) => ({ host: PORTAL, path: '/mot-de-passe', body: form({ email }) }),
  },
  {
    name: 'portal: sign-up',
    status: 303,
    requestFor: (email) => ({
      host: PORTAL,
      path: '/inscription',
      body: form({ name: 'Odile', email, newPassword: PASSWORD }),
    }),
  },
];

const CONSOLE_WAYS: readonly Way[] = [
  {
    name: 'console: sign-in',
    status: 401,
    requestFor: (email) => ({
      host: 'console.localhost',
      path: '/api/session',
      body: { email, password: 'not the one' },
    }),
  },
];

/** Accounts of each realm: one a way and try, since an address is counted too. */
async function addAccounts({ work, here, installation }: World): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  await work.write(here, ({ manager }) =>
    manager.query(
      `INSERT INTO account (id, email, name, locale, password_hash, verified_at)
       SELECT gen_random_uuid(), 'known-' || n || '@four.example', 'Odile', 'fr', $1, now() FROM generate_series(1, $2) n`,
      [hash, PORTAL_WAYS.length * (TRIES + WARM_UP)],
    ),
  );
  for (let n = 1; n <= TRIES + WARM_UP; n += 1)
    await installation
      .platform()
      .query(`INSERT INTO console_account (id, email, name, password_hash) VALUES ($1, $2, 'Odile', $3)`, [
        uuid(),
        addressOf('known', n),
        hash,
      ]);
}

/** Tries known and unknown addresses in turns; who is first changes each time. @param first number of its first address */
async function compareTimes(port: number, { name, status, requestFor }: Way, first: number): Promise<void> {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let n = 0; n < TRIES + WARM_UP; n += 1) {
    const kinds = n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const kind of kinds) {
      const began = performance.now();
      const answered = await send({ port, agent, ...requestFor(addressOf(kind, first + n)) });
      if (n >= WARM_UP) times[kind].push(performance.now() - began);
      if (answered !== status) throw new Error(`${name} was answered ${answered} for somebody ${kind}`);
    }
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  console.log(
    `  ${name.padEnd(28)} known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms   ` +
      `apart ${Math.abs(known - unknown).toFixed(2)} ms (at most ${MAX_MS})   ${describeLoad()}`,
  );
}

async function main(): Promise<void> {
  const env = {
    BIND_ADDRESS: '127.0.0.1',
    NODE_ENV: 'production',
    TRUSTED_PROXIES: '127.0.0.0/8',
    CONSOLE_HOST: 'console.localhost',
    LOG_LEVEL: 'warn',
  };
  await withWorld({ env }, async (world) => {
    await addAccounts(world);
    const servers = [await startServer('portal', world), await startServer('console-api', world)] as const;
    try {
      console.log(`\nWho has an account, by the time of an answer: ${TRIES} tries of each kind, in turns`);
      for (const [at, way] of PORTAL_WAYS.entries())
        await compareTimes(servers[0].port, way, 1 + at * (TRIES + WARM_UP));
      for (const way of CONSOLE_WAYS) await compareTimes(servers[1].port, way, 1);
    } finally {
      agent.destroy();
      for (const { child } of servers) child.kill('SIGTERM');
    }
  });
}

await main();
