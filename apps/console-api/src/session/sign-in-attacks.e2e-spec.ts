import { serve } from '@halles/platform/http';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@halles/platform/config';
import { startRedis } from '@halles/platform/engines';
import { countHashes, GENEROUS, type World } from '@halles/testing';
import { addAccount, ConsoleClient, PASSWORD } from '@halles/testing/console';
import { createConsoleApp } from '../console-app';
import { ConsoleStage } from '../../testing/console-stage';

/** The route's own limit is out of the way: what is tested is the limiter that knows accounts. */

// Each guess that counts costs what a guess costs: hundreds of them take their time on a busy machine.
jest.setTimeout(180_000);

/** How many guesses were compared with a password: the others were turned away before. */
async function evaluated(guesses: readonly Promise<{ readonly status: number }>[]): Promise<number> {
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.every((status) => status === 401 || status === 429)).toBe(true);
  return statuses.filter((status) => status === 401).length;
}

/** Of a thousand guesses, two hundred at once: more connections than that, the machine itself turns away. */
async function inWaves(guess: (n: number) => Promise<{ readonly status: number }>): Promise<number> {
  let compared = 0;
  for (let first = 0; first < 1_000; first += 200)
    compared += await evaluated(Array.from({ length: 200 }, (_, n) => guess(first + n)));
  return compared;
}

describe('guessing passwords', () => {
  let world: World;
  let stage: ConsoleStage;

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
    for (const name of ['alice', 'bruno', 'chloe', 'denis'])
      await addAccount(world, { email: `${name}@halles.example` });
  });

  afterAll(async () => {
    await stage.close();
  });

  it('gets twenty tries an hour from one address, of a thousand over many accounts', async () => {
    expect(
      await inWaves((n) =>
        new ConsoleClient(stage.port, '192.0.2.1').signIn(`person-${n % 50}@halles.example`, `guess ${n}`),
      ),
    ).toBe(20);
  });

  it('gets a hundred tries an hour at one account from a thousand addresses, and does not lock its owner out', async () => {
    const owner = new ConsoleClient(stage.port, '198.51.100.77');
    expect((await owner.signIn('alice@halles.example', PASSWORD)).status).toBe(200);
    expect(
      await inWaves((n) =>
        new ConsoleClient(stage.port, `10.${n >> 8}.${n & 255}.9`).signIn(
          'alice@halles.example',
          `guess ${n}`,
        ),
      ),
    ).toBe(100);
    expect(
      (await new ConsoleClient(stage.port, '10.99.99.99').signIn('alice@halles.example', PASSWORD)).status,
    ).toBe(429);
    expect((await owner.signIn('alice@halles.example', PASSWORD)).status).toBe(200);
  });

  it('makes each try after the fifth wait, with words that say how long', async () => {
    const browser = new ConsoleClient(stage.port, '192.0.2.2');
    const statuses = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await browser.signIn('bruno@halles.example', `guess ${n}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = await browser.signIn('bruno@halles.example', PASSWORD);
    expect([refused.status, refused.json['code']]).toEqual([429, 'too-many-sign-ins']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(20);
    expect(
      (await new ConsoleClient(stage.port, '192.0.2.3').signIn('bruno@halles.example', PASSWORD)).status,
    ).toBe(200);
  });

  it('cannot tell an account that exists from one that does not, by anything in the answer or by what it costs', async () => {
    const faces = new Set<string>();
    for (let n = 0; n < 4; n += 1)
      for (const name of ['chloe', 'nobod']) {
        const browser = new ConsoleClient(stage.port, `172.16.${n}.${name === 'chloe' ? 1 : 2}`);
        const hashings = countHashes();
        const { status, headers, json } = await browser.signIn(`${name}@halles.example`, 'a wrong password');
        const { 'x-request-id': _id, date: _date, ...said } = headers;
        const { requestId, ...rest } = json;
        expect(requestId).toBeDefined();
        faces.add(JSON.stringify([hashings(), status, said, rest]));
      }
    expect([...faces]).toEqual([expect.stringMatching(/^\[1,401,/)]);
  });

  it('is still limited, in each process, while Redis is away', async () => {
    const redis = await startRedis({ folder: await mkdtemp(join(tmpdir(), 'halles-redis-')) });
    const alone = await serve(
      await createConsoleApp(loadConfig({ ...world.env, REDIS_URL: redis.url }), { rateLimits: GENEROUS }),
      0,
    );
    try {
      expect(
        (await new ConsoleClient(alone.port, '192.0.2.5').signIn('denis@halles.example', PASSWORD)).status,
      ).toBe(200);
      redis.kill();
      const guesses = Array.from({ length: 300 }, (_, n) =>
        new ConsoleClient(alone.port, '192.0.2.6').signIn(`person-${n % 50}@halles.example`, `guess ${n}`),
      );
      expect(await evaluated(guesses)).toBeLessThanOrEqual(20);
      expect(
        (await new ConsoleClient(alone.port, '192.0.2.7').signIn('denis@halles.example', PASSWORD)).status,
      ).toBe(200);
    } finally {
      await alone.stop();
    }
  });
});
