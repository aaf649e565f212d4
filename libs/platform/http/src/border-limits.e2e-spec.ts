import { startRedis } from '@halles/platform/engines';
import { openWorld, type World } from '@halles/testing';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@halles/platform/config';
import { send, startBorderApp } from './border-app.fake';
import type { Serving } from './serve';

const HERE = 'ici-bourg.localhost';
const THERE = 'autre-ville.localhost';
const FIVE_AN_HOUR = { login: { limit: 5, windowMs: 3_600_000 } };

/** A visitor behind our proxy, as the proxy names them. */
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('how much one visitor may ask', () => {
  let world: World;
  let serving: Serving;

  beforeAll(async () => {
    world = await openWorld({ env: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'silent' } });
    serving = await startBorderApp(world.config, {
      rateLimits: {
        ...FIVE_AN_HOUR,
        read: { limit: 30, windowMs: 60_000 },
        heavy: { limit: 3, windowMs: 3_600_000 },
      },
    });
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  const contact = (host: string, headers: Record<string, string>, port = serving.port, path = '/contact') =>
    send(port, host, { method: 'POST', path, headers: { 'content-length': '0', ...headers } });

  it('stops the sixth message of an hour, says when to come back, and stops nobody else', async () => {
    const statuses = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await contact(HERE, from('198.51.100.7'))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await contact(HERE, from('198.51.100.7'));
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'rate-limited', status: 429 });
    expect((await contact(HERE, from('198.51.100.8'))).status).toBe(200);
    expect((await contact(THERE, from('198.51.100.7'))).status).toBe(200);
  });

  it('counts nothing that an outage refused, but what met a fault of ours', async () => {
    const statusesOf = async (times: number, path: string, address: string) => {
      const statuses = [];
      for (let n = 0; n < times; n += 1)
        statuses.push((await contact(HERE, from(address), serving.port, path)).status);
      return statuses;
    };
    expect(await statusesOf(8, '/contact/away', '198.51.100.30')).toEqual(Array(8).fill(503));
    expect(await statusesOf(6, '/contact', '198.51.100.30')).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await statusesOf(6, '/contact/fault', '198.51.100.31')).toEqual([500, 500, 500, 500, 500, 429]);
  });

  it('counts the addresses of one IPv6 subscriber together', async () => {
    const statuses = [];
    for (let n = 1; n <= 6; n += 1) statuses.push((await contact(HERE, from(`2001:db8:0:1::${n}`))).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await contact(HERE, from('2001:db8:0:2::1'))).status).toBe(200);
  });

  it('counts messages sent all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => contact(HERE, from('198.51.100.9'))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  });

  it('stops who asks for too much that is costly, and still serves them pages', async () => {
    const get = (path: string, address: string, host = HERE) =>
      send(serving.port, host, { path, headers: from(address) });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await get('/heavy', '198.51.100.20')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    // Until the window of this process ends, whenever it began.
    const refused = await get('/heavy', '198.51.100.20');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await get('/', '198.51.100.20')).status).toBe(200);
    expect((await get('/heavy', '198.51.100.21')).status).toBe(200);
    expect((await get('/heavy', '198.51.100.20', THERE)).status).toBe(200);
  });

  it('counts what is costly by the network of an IPv6 customer', async () => {
    const heavy = (address: string) => send(serving.port, HERE, { path: '/heavy', headers: from(address) });
    const statuses = [];
    for (let n = 1; n <= 4; n += 1) statuses.push((await heavy(`2001:db8:7:${n}::1`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await heavy('2001:db8:8:1::1')).status).toBe(200);
  });

  it('counts paths that do not exist among the reads', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        send(serving.port, HERE, { path: `/nothing-${n}`, headers: from('198.51.100.10') }),
      ),
    );
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(30);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('believes the number of a request and the address of a visitor only from its own proxies', async () => {
    const given = { 'x-request-id': 'from-the-proxy-0001' };
    expect(
      (await send(serving.port, HERE, { headers: { ...given, ...from('198.51.100.11') } })).headers[
        'x-request-id'
      ],
    ).toBe('from-the-proxy-0001');
    const alone = await startBorderApp(loadConfig({ ...world.env, TRUSTED_PROXIES: '' }), {
      rateLimits: FIVE_AN_HOUR,
    });
    try {
      expect((await send(alone.port, HERE, { headers: given })).headers['x-request-id']).not.toBe(
        'from-the-proxy-0001',
      );
      const statuses = [];
      for (let n = 0; n < 6; n += 1)
        statuses.push((await contact(HERE, from(`203.0.113.${n}`), alone.port)).status);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await alone.stop();
    }
  });
});

describe('without Redis', () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ env: { LOG_LEVEL: 'silent' } });
  });

  afterAll(() => world.close());

  it('still answers, as fast, still limits, and says that it is degraded but ready', async () => {
    const redis = await startRedis({ folder: await mkdtemp(join(tmpdir(), 'halles-redis-')) });
    const serving = await startBorderApp(loadConfig({ ...world.env, REDIS_URL: redis.url }), {
      rateLimits: FIVE_AN_HOUR,
    });
    const contact = () =>
      send(serving.port, HERE, { method: 'POST', path: '/contact', headers: { 'content-length': '0' } });
    const ready = async () =>
      JSON.parse((await send(serving.port, 'x', { path: '/readyz' })).body) as {
        status: string;
        checks: { name: string; state: string }[];
      };
    try {
      expect((await contact()).status).toBe(200);
      redis.kill();
      const times: number[] = [];
      const statuses: number[] = [];
      for (let n = 0; n < 6; n += 1) {
        const began = performance.now();
        statuses.push((await contact()).status);
        times.push(performance.now() - began);
      }
      // The one before counts too: what a process has seen does not go with Redis.
      expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
      expect(Math.max(...times)).toBeLessThan(400);
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const readiness = await ready();
      expect(readiness.status).toBe('degraded');
      expect(readiness.checks).toContainEqual(expect.objectContaining({ name: 'redis', state: 'down' }));
    } finally {
      await serving.stop();
    }
  });
});
