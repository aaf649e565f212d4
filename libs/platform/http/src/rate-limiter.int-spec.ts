import { once } from 'node:events';
import { HOUR } from '@halles/kernel';
import { aTenantContext, GENEROUS, openWorld, type World } from '@halles/testing';
import type { Redis } from 'ioredis';
import { defaultRateLimits, RateLimiter } from './rate-limiter';
import { createImpatientRedis } from './redis-client';

/** Two visitors of one subnet. */
const [ADA, ZOE] = ['192.0.2.1', '192.0.2.2'] as const;
describe('limits that are counted together', () => {
  let world: World;
  let redis: Redis;
  let limiter: RateLimiter;
  beforeAll(async () => {
    world = await openWorld();
    redis = createImpatientRedis(world.config.redisUrl, () => undefined);
    // It waits for nobody: what is counted before it is connected is counted in the process alone.
    if (redis.status !== 'ready') await once(redis, 'ready');
  });
  afterAll(async () => {
    redis.disconnect();
    await world.close();
  });
  beforeEach(() => {
    limiter = new RateLimiter(redis, {
      ...defaultRateLimits,
      ...GENEROUS,
      order: { limit: 2, windowMs: HOUR },
      orderSubnet: { limit: 3, windowMs: 24 * HOUR },
    });
  });

  it('tell the longest wait of those that are reached, and cost nothing where one refuses', async () => {
    const ctx = aTenantContext('ici-bourg');
    const waitOf = async (by: string): Promise<number> =>
      limiter.takeAll(ctx, { order: by, orderSubnet: by }).then(
        () => 0,
        ({ params }: { params: { retryAfterSeconds: number } }) => params.retryAfterSeconds,
      );
    expect([await waitOf(ADA), await waitOf(ADA), await waitOf(ZOE)]).toEqual([0, 0, 0]);
    // Hers is over in an hour, that of the subnet in a day.
    expect(await waitOf(ADA)).toBeGreaterThan(HOUR / 1_000);
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await waitOf(ZOE)).toBeGreaterThan(HOUR / 1_000);
    // Her second order is hers still, however often she tried.
    await limiter.take('order', ctx, ZOE);
    await expect(limiter.take('order', ctx, ZOE)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('count by what the sender wrote only where nothing else refuses: who is refused leaves no key', async () => {
    const ctx = aTenantContext('deux-rives');
    const ofMailbox = (mailbox: string) =>
      limiter.takeAll(ctx, { contactEmail: mailbox, order: ADA, orderSubnet: ADA });
    await ofMailbox('first');
    await ofMailbox('second');
    await expect(ofMailbox('third')).rejects.toMatchObject({ code: 'rate-limited' });
    const keys = await redis.keys('*deux-rives*contactEmail*');
    expect(keys.map((key) => key.split(':').at(-1)).sort()).toEqual(['first', 'second']);
  });

  it('let who leaves the same address in each report send as many as any visitor', async () => {
    const ctx = aTenantContext('troisieme-bourg');
    const byDefault = new RateLimiter(redis, defaultRateLimits);
    const report = (listing: number) =>
      byDefault.takeAll(ctx, {
        contact: `192.0.2.1_report/${listing}`,
        contactVisitor: ADA,
        contactSubnet: ADA,
        contactEmail: 'ada',
      });
    for (let listing = 1; listing <= 60; listing += 1) await report(listing);
    await expect(report(61)).rejects.toMatchObject({ code: 'rate-limited' });
  });
});
