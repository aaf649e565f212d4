import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '@halles/platform/config';
import { createLog } from '@halles/platform/observability';
import { openWorld, type World } from '@halles/testing';
import { send, sendRaw, startBorderApp } from './border-app.fake';
import type { Serving } from './serve';

const HERE = 'ici-bourg.localhost';
const THERE = 'autre-ville.localhost';

describe('an answer that is ready before the request', () => {
  let world: World;
  let serving: Serving;
  const lines: string[] = [];

  beforeAll(async () => {
    world = await openWorld({ env: { TRUSTED_PROXIES: '127.0.0.1', PUBLIC_SCHEME: 'https' } });
    const log = createLog({
      name: 'x',
      level: 'info',
      destination: { write: (line: string) => void lines.push(line) },
    });
    serving = await startBorderApp(world.config, {
      log,
      rateLimits: { read: { limit: 40, windowMs: 60_000 } },
    });
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  const search = (host: string, headers: Record<string, string> = {}, method = 'GET') =>
    send(serving.port, host, {
      method,
      path: '/search',
      headers: { 'x-forwarded-for': '198.51.100.1', ...headers },
    });

  it('is each tenant’s own, on its own host', async () => {
    expect([(await search(HERE)).body, (await search(THERE)).body]).toEqual([
      'ready for ici-bourg',
      'ready for autre-ville',
    ]);
    expect((await search('ICI-bourg.localhost:443')).body).toBe('ready for ici-bourg');
  });

  it('bears what every answer bears, a number of its own too, and writes no line in the log', async () => {
    const ready = await search(HERE);
    const made = await send(serving.port, HERE, { path: '/' });
    for (const name of Object.keys(made.headers)) {
      if (['content-type', 'content-length', 'x-request-id', 'date'].includes(name)) continue;
      expect([name, ready.headers[name]]).toEqual([name, made.headers[name]]);
    }
    expect(ready.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    const number = ready.headers['x-request-id'] ?? '';
    expect(number).toMatch(/^[0-9a-f-]{36}$/);
    expect(lines.filter((text) => text.includes(number))).toEqual([]);
  });

  it('has no body for HEAD, and its length', async () => {
    const { body, headers } = await search(HERE, {}, 'HEAD');
    expect([body, headers['content-length']]).toEqual(['', '19']);
  });

  it.each([
    ['the answer is not there yet', { 'x-not-ready': '1' }, 'GET', 422],
    ['the request changes something', { 'content-length': '0' }, 'POST', 404],
    ['the request brings a body', { 'content-length': '0' }, 'GET', 422],
  ])('is made the ordinary way when %s', async (_what, headers, method, status) => {
    expect((await search(HERE, headers, method)).status).toBe(status);
  });

  it('opens nothing that the border closes', async () => {
    const raw = (head: readonly string[]) =>
      sendRaw(serving.port, `${head.join('\r\n')}\r\nconnection: close\r\n\r\n`);
    expect((await raw(['GET /search HTTP/1.1', 'host: x.example'])).status).toBe(421);
    expect((await raw(['GET /search HTTP/1.1', `host: ${HERE}`, `host: ${THERE}`])).status).toBe(400);
    expect((await raw(['GET /search HTTP/1.1', 'accept: */*'])).status).toBe(400);
    expect((await raw([`GET http://${THERE}/search HTTP/1.1`, `host: ${HERE}`])).status).toBe(400);
    const other = await raw(['GET /search HTTP/1.1', `host: ${HERE}`, `x-forwarded-host: ${THERE}`]);
    expect(other.body).toBe('ready for ici-bourg');
  });

  it('counts as a read of who asked, whom only our proxies may name', async () => {
    const flood = await Promise.all(
      Array.from({ length: 50 }, () => search(HERE, { 'x-forwarded-for': '203.0.113.5, 198.51.100.9' })),
    );
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(40);
    expect(flood.filter(({ status }) => status === 429)).toHaveLength(10);
    expect((await search(HERE, { 'x-forwarded-for': '198.51.100.10' })).status).toBe(200);
  });

  it('is gone within a second of the suspension of its tenant', async () => {
    await world.installation
      .platform()
      .query("UPDATE tenant SET state = 'suspended' WHERE slug = 'autre-ville'");
    const deadline = Date.now() + 1_000;
    let status = 200;
    while (status === 200 && Date.now() < deadline) {
      // Slower than the limit of one reader, whose 429 would be the answer otherwise.
      await sleep(50);
      ({ status } = await search(THERE, { 'x-forwarded-for': '198.51.100.30' }));
    }
    expect(status).toBe(503);
  });

  it('is made the ordinary way while the process drains, which closes connections', async () => {
    const other = await startBorderApp(
      loadConfig({ ...world.env, DRAIN_DELAY_MS: '500', LOG_LEVEL: 'silent' }),
    );
    const stopped = other.stop();
    const answer = await send(other.port, HERE, {
      path: '/search?q=pain',
      headers: { connection: 'keep-alive' },
    });
    expect([answer.status, answer.headers['connection']]).toEqual([200, 'close']);
    expect((await send(other.port, HERE, { path: '/search' })).status).toBe(422);
    await stopped;
  });
});
