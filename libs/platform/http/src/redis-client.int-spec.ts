import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedEngine, freePort, startRedis } from '@halles/platform/engines';
import type { Redis } from 'ioredis';
import { defaultRateLimits, RateLimiter } from './rate-limiter';
import { createImpatientRedis } from './redis-client';

const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => (error as Error).message,
  );

/** One long stretch of work in which nothing is read from any socket. */
function beBusy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('a Redis that is frozen', () => {
  let folder: string;
  let engine: EmbeddedEngine;
  let redis: Redis;
  const lost: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-frozen-redis-'));
    engine = await startRedis({ folder, port: await freePort() });
  }, 60_000);
  afterAll(async () => {
    process.kill(engine.pid, 'SIGCONT');
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  beforeEach(async () => {
    lost.length = 0;
    redis = createImpatientRedis(engine.url, ({ message }) => lost.push(message));
    await isReady();
  });
  afterEach(() => {
    process.kill(engine.pid, 'SIGCONT');
    redis.disconnect();
  });

  /** Until it answers: a busy machine may well let a first command time out. */
  async function isReady(): Promise<void> {
    while ((await messageOf(redis.ping())) !== 'answered') await sleep(20);
  }

  it('costs one wait, and those who ask next none, until it answers again', async () => {
    process.kill(engine.pid, 'SIGSTOP');
    const together = await Promise.all([1, 2, 3].map(() => messageOf(redis.ping())));
    expect(together).toContain('Command timed out');
    for (let n = 0; n < 20; n += 1)
      expect(await messageOf(redis.ping())).toContain("Stream isn't writeable and enableOfflineQueue");
    expect(lost.filter((message) => message === 'Command timed out')).toHaveLength(1);
    process.kill(engine.pid, 'SIGCONT');
    await isReady();
  });

  it('is not what one looks like that answered while this process was busy with itself', async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = [1, 2, 3].map(() => messageOf(redis.ping()));
      beBusy(300);
      expect(await Promise.all(answers)).toEqual(['answered', 'answered', 'answered']);
    }
    expect([lost, redis.status]).toEqual([[], 'ready']);
  });

  it('leaves the limits of this process standing', async () => {
    const limiter = new RateLimiter(redis, defaultRateLimits);
    process.kill(engine.pid, 'SIGSTOP');
    const { limit } = defaultRateLimits.login;
    for (let n = 0; n < limit; n += 1) await limiter.take('login', undefined, '192.0.2.1');
    await expect(limiter.take('login', undefined, '192.0.2.1')).rejects.toMatchObject({
      code: 'rate-limited',
    });
    await limiter.take('login', undefined, '192.0.2.2');
  });
});
