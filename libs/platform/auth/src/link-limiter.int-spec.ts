import type { DomainError } from '@halles/kernel';
import { LinkLimiter, SignInLimiter, SignInRefused } from '@halles/platform/auth';
import { DatabaseUnreachable } from '@halles/platform/database';
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

  const asked = (email: string, visitor: string, { tenant } = world.here) => ({
    realm: tenant.role,
    email,
    visitor,
  });
  const ask = (email: string, from: string, ctx = world.here) =>
    limiter.limit(asked(email, from, ctx), async () => 'made');
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
    expect(await ask('ODILE@four.example', '192.0.2.1')).toBe('made');
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
    for (const from of ['192.0.2.21', '192.0.2.22']) await limiter.used(asked('marc@four.example', from));
    const given = [];
    for (const from of ['192.0.2.21', '192.0.2.22', '203.0.113.21', '203.0.113.22'])
      given.push(await gets('marc@four.example', from));
    expect(given).toEqual([3, 0, 3, 0]);
  });

  it('who is known on one territory, or to one account, is a stranger to the others', async () => {
    await limiter.used(asked('lea@four.example', '192.0.2.31'));
    for (const ctx of [world.here, world.there])
      for (let i = 0; i < 3; i += 1) {
        await ask('paul@four.example', '203.0.113.31', ctx);
        await ask('lea@four.example', '203.0.113.32', world.there).catch(() => undefined);
      }
    await expect(ask('paul@four.example', '192.0.2.31')).rejects.toMatchObject({
      code: 'too-many-account-links',
    });
    await expect(ask('lea@four.example', '192.0.2.31', world.there)).rejects.toMatchObject({
      code: 'too-many-account-links',
    });
  });

  it('an outage keeps from being made use up nothing', async () => {
    const away = () => Promise.reject(new DatabaseUnreachable({}));
    for (let n = 0; n < 25; n += 1)
      await expect(limiter.limit(asked('zoe@four.example', '192.0.2.41'), away)).rejects.toMatchObject({
        code: DatabaseUnreachable.code,
      });
    expect(await gets('zoe@four.example', '192.0.2.41')).toBe(3);
  });
});

describe('guesses an hour', () => {
  it('an outage keeps from being looked at use up nothing, and wrong ones do', async () => {
    const world = await openWorld();
    const redis = new Redis(world.config.redisUrl);
    await redis.ping();
    const limiter = new SignInLimiter(redis);
    const guess = (from: string, error: Error) =>
      limiter.guess({ account: 'zoe@four.example', from, realm: world.here.tenant.role }, SignInRefused, () =>
        Promise.reject(error),
      );
    try {
      for (let n = 0; n < 25; n += 1)
        await expect(guess('192.0.2.51', new DatabaseUnreachable({}))).rejects.toMatchObject({
          code: DatabaseUnreachable.code,
        });
      const codes = [];
      for (let n = 0; n < 6; n += 1)
        codes.push(
          await guess('192.0.2.51', new SignInRefused({})).catch((error: DomainError) => error.code),
        );
      expect(codes).toEqual([...Array(5).fill(SignInRefused.code), 'too-many-sign-ins']);
    } finally {
      redis.disconnect();
      await world.close();
    }
  });
});
