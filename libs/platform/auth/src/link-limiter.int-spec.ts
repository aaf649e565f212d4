import { LinkLimiter, SignInLimiter } from '@halles/platform/auth';
import { openWorld, type World } from '@halles/testing';
import { Redis } from 'ioredis';

describe('links an hour', () => {
  let world: World;
  let redis: Redis;
  let signIns: SignInLimiter;
  let limiter: LinkLimiter;

  beforeAll(async () => {
    world = await openWorld();
    redis = new Redis(world.config.redisUrl);
    await redis.ping();
    signIns = new SignInLimiter(redis);
    limiter = new LinkLimiter(redis, signIns);
  });
  afterAll(async () => {
    redis.disconnect();
    await world.close();
  });

  const ask = (email: string, from: string) => limiter.take(world.here.tenant.role, email, from);
  /** How many of six the visitor gets. */
  const gets = async (email: string, from: string): Promise<number> => {
    let given = 0;
    for (let i = 0; i < 6; i += 1)
      await ask(email, from).then(
        () => (given += 1),
        () => undefined,
      );
    return given;
  };

  it('strangers use up do not keep the owner from theirs, where they signed in before', async () => {
    const attempt = await signIns.admit('Odile@four.example', '192.0.2.1', world.here.tenant.role);
    await attempt.succeeded();
    expect(await gets('odile@four.example', '203.0.113.9')).toBe(3);
    await expect(ask('odile@four.example', '203.0.113.10')).rejects.toMatchObject({
      code: 'too-many-account-links',
    });
    await expect(ask('ODILE@four.example', '192.0.2.1')).resolves.toBeUndefined();
  });

  it('strangers use up count for the mailbox, whatever stands behind a plus or between dots', async () => {
    const given = [];
    for (const address of ['nora@four.example', 'nora+1@four.example', 'Nora+x@four.example'])
      given.push(await gets(address, '198.51.100.31'));
    for (const address of ['lea.roy@gmail.com', 'learoy+1@googlemail.com'])
      given.push(await gets(address, '198.51.100.32'));
    expect(given).toEqual([3, 0, 0, 3, 0]);
  });

  it('owners use up are counted too: an address gets six at most, wherever its owner signed in', async () => {
    for (const from of ['192.0.2.21', '192.0.2.22'])
      await limiter.used(world.here.tenant.role, 'marc@four.example', from);
    const given = [];
    for (const from of ['192.0.2.21', '192.0.2.22', '203.0.113.21', '203.0.113.22'])
      given.push(await gets('marc@four.example', from));
    expect(given).toEqual([3, 0, 3, 0]);
  });

  it('who is known on one territory, or to one account, is a stranger to the others', async () => {
    await limiter.used(world.here.tenant.role, 'lea@four.example', '192.0.2.31');
    for (const ctx of [world.here, world.there])
      for (let i = 0; i < 3; i += 1) {
        await limiter.take(ctx.tenant.role, 'paul@four.example', '203.0.113.31');
        await limiter
          .take(world.there.tenant.role, `lea@four.example`, '203.0.113.32')
          .catch(() => undefined);
      }
    await expect(ask('paul@four.example', '192.0.2.31')).rejects.toMatchObject({
      code: 'too-many-account-links',
    });
    await expect(
      limiter.take(world.there.tenant.role, 'lea@four.example', '192.0.2.31'),
    ).rejects.toMatchObject({
      code: 'too-many-account-links',
    });
  });
});
