import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Overview, overviewSchema } from '@halles/contracts';
import { loadConfig } from '@halles/platform/config';
import { serve, type Serving } from '@halles/platform/http';
import { headOf, tenantSet } from '@halles/platform/provisioning';
import { GENEROUS, openWorld, type World } from '@halles/testing';
import { SMTPServer } from 'smtp-server';
import { v7 as uuid } from 'uuid';
import { addAccount, ConsoleClient, signInWhole, type TestAccount } from '@halles/testing/console';
import { createConsoleApp } from './console-app';

async function aBuild(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'halles-console-'));
  const folder = join(root, 'dist', 'apps', 'console', 'browser');
  await mkdir(join(folder, 'media'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><console-root></console-root>');
  await writeFile(join(folder, 'main-K4YQ2WBA.js'), 'console.info(1)');
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await writeFile(join(folder, 'secret.pem'), 'not for serving');
  await writeFile(join(root, 'dist', 'outside.html'), 'outside');
  return root;
}

interface WatchedOverview {
  readonly events: Overview[];
  headers: Readonly<Record<string, unknown>>;
  /** When the server ends the stream; fails where it is cut off. */
  readonly ended: Promise<void>;
}

/** Follows the stream of the overview. */
function watchOverview(port: number, watcher: ConsoleClient): WatchedOverview {
  const events: Overview[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    const asked = request({
      port,
      path: '/api/overview/stream',
      agent: false,
      headers: { host: 'console.localhost', cookie: watcher.cookie ?? '' },
    });
    asked.on('response', (response) => {
      watched.headers = response.headers;
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts)
          events.push(JSON.parse(part.replace('event: overview\ndata: ', '')) as Overview);
      });
      response.on('error', reject);
      response.on('end', resolve);
    });
    asked.on('error', reject);
    asked.end();
  });
  const watched: WatchedOverview = { events, headers: {}, ended };
  return watched;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the console’s server', () => {
  let world: World;
  let serving: Serving;
  let browser: ConsoleClient;
  let operator: TestAccount;
  let smtp: SMTPServer;

  beforeAll(async () => {
    smtp = new SMTPServer({ disabledCommands: ['AUTH', 'STARTTLS'], logger: false });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
    const { port } = smtp.server.address() as AddressInfo;
    world = await openWorld({ env: { LOG_LEVEL: 'silent', SMTP_URL: `smtp://127.0.0.1:${port}` } });
    operator = await addAccount(world);
    const config = loadConfig({ ...world.env, HALLES_ROOT: await aBuild() });
    serving = await serve(await createConsoleApp(config, { rateLimits: GENEROUS }), 0);
    browser = await signInWhole(world, new ConsoleClient(serving.port), operator);
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
  });

  it('answers on the console’s host alone', async () => {
    for (const host of ['ici-bourg.localhost', 'localhost', '127.0.0.1', 'console.evil.example']) {
      expect([host, (await browser.call({ path: '/api/session', host })).status]).toEqual([host, 421]);
    }
    expect((await browser.call({ path: '/api/session', host: 'console.localhost:3001' })).status).toBe(200);
  });

  it('shows engines as they are and tenants as the registry has them', async () => {
    const answer = await browser.get('/api/overview');
    expect(overviewSchema.parse(answer.json)).toEqual(answer.json);
    const { health, tenants } = answer.json as unknown as Overview;
    expect(health.engines.map(({ name, state }) => [name, state])).toEqual([
      ['postgres', 'up'],
      ['redis', 'up'],
      ['queue', 'up'],
      ['mail', 'up'],
    ]);
    expect(health.engines[0]?.version).toMatch(/^\d+\.\d+/);
    expect(health.engines[1]?.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(tenants.map(({ slug, state, migrationState, url }) => [slug, state, migrationState, url])).toEqual(
      [
        ['autre-ville', 'live', 'done', 'http://autre-ville.localhost:3000'],
        ['ici-bourg', 'live', 'done', 'http://ici-bourg.localhost:3000'],
      ],
    );
    expect(tenants[0]?.migration).toBe(headOf(tenantSet));
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('counts what waits in the outbox and what was given up', async () => {
    const { tenant } = world.here;
    const add = (status: string) =>
      world.installation
        .platform()
        .query(
          `INSERT INTO outbox (id, tenant_role, kind, ref, status, next_at) VALUES ($1, $2, 'test.wait', $1, $3, now() - interval '5 minutes')`,
          [uuid(), tenant.role, status],
        );
    await Promise.all([add('pending'), add('pending'), add('dead')]);
    const overview = async () => (await browser.get('/api/overview')).json as unknown as Overview;
    // What was read is said for a second.
    let { health } = await overview();
    while (health.outbox.pending === 0) ({ health } = await overview());
    expect(health.outbox).toMatchObject({ pending: 2, queued: 0, dead: 1 });
    expect(health.outbox.oldestPendingSeconds).toBeGreaterThanOrEqual(300);
    expect(health.engines.find(({ name }) => name === 'queue')).toMatchObject({
      state: 'degraded',
      note: expect.stringContaining('abandonnés'),
    });
  });

  it('streams the overview at once, again when the registry changes, and ends with the session', async () => {
    const watcher = new ConsoleClient(serving.port);
    await signInWhole(world, watcher, operator);
    const stream = watchOverview(serving.port, watcher);
    const { events } = stream;
    await until(() => events.length === 1);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    await world.installation
      .platform()
      .query("UPDATE tenant SET state = 'suspended' WHERE slug = 'ici-bourg'");
    await until(() => events.at(-1)?.tenants.find(({ slug }) => slug === 'ici-bourg')?.state === 'suspended');
    await watcher.call({ method: 'DELETE', path: '/api/session' });
    await world.installation.platform().query("UPDATE tenant SET state = 'live' WHERE slug = 'ici-bourg'");
    await stream.ended;
    expect(events.at(-1)?.tenants.find(({ slug }) => slug === 'ici-bourg')?.state).toBe('suspended');
  });

  it('ends streams when it stops, instead of waiting for them', async () => {
    const config = loadConfig({ ...world.env });
    const other = await serve(await createConsoleApp(config, { rateLimits: GENEROUS }), 0);
    const watcher = new ConsoleClient(other.port);
    await signInWhole(world, watcher, operator);
    const stream = watchOverview(other.port, watcher);
    await until(() => stream.events.length > 0);
    await other.stop();
    // It was ended and not cut off, as what is still open at the end of the grace is.
    await stream.ended;
  });

  describe('the console’s files', () => {
    const stranger = () => new ConsoleClient(serving.port);

    it('are the build: its document on each screen, hashed files for ever', async () => {
      for (const path of ['/', '/connexion', '/territoires/bordeaux']) {
        const answer = await stranger().get(path);
        expect([
          path,
          answer.status,
          answer.headers['cache-control'],
          answer.headers['content-type'],
        ]).toEqual([path, 200, 'no-cache', 'text/html; charset=utf-8']);
        expect(answer.body).toContain('<console-root>');
      }
      const script = await stranger().get('/main-K4YQ2WBA.js');
      expect([script.status, script.headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      const again = await stranger().call({
        path: '/',
        headers: { 'if-none-match': String((await stranger().get('/')).headers['etag']) },
      });
      expect([again.status, again.body, again.headers['x-content-type-options']]).toEqual([
        304,
        '',
        'nosniff',
      ]);
    });

    it.each([
      ['/connexion/', '/connexion'],
      ['/territoires/bordeaux/?x=1', '/territoires/bordeaux?x=1'],
    ])('lead from %s, with a slash at its end, to the screen', async (path, screen) => {
      const { status, headers } = await stranger().get(path);
      expect([status, headers['location']]).toEqual([308, screen]);
    });

    it.each([
      '/api',
      '/api/',
      '//connexion/',
      '/api/nothing',
      '/api/overview/',
      '//api/overview',
      '/API/overview',
      '/./api/overview',
      '/x/../api/overview',
      '/api;x/overview',
      '/%2e%2e/outside.html',
      '/../outside.html',
      '/..%2foutside.html',
      '/secret.pem',
      '/main-K4YQ2WBA.js/',
      '/nothing.js',
    ])('are nothing else: %s', async (path) => {
      const answer = await stranger().get(path);
      expect([400, 401, 404]).toContain(answer.status);
      expect(answer.body).not.toMatch(/^outside|not for serving|"engines"/);
    });

    it('guard a path of the API however it is written', async () => {
      for (const path of ['/api/overview', '/%61pi/overview', '/api/%6fverview']) {
        expect([path, (await stranger().get(path)).status]).toEqual([path, 401]);
      }
    });
  });

  it('bears its headers on every route and every refusal', async () => {
    const calls = [
      { path: '/' },
      { path: '/main-K4YQ2WBA.js' },
      { path: '/favicon.svg' },
      { path: '/nothing.js' },
      { path: '/api/session' },
      { path: '/api/overview' },
      { path: '/api/nothing' },
      { path: '/%zz' },
      { path: '/', host: 'evil.example' },
      { method: 'POST', path: '/api/session', body: {} },
      {
        method: 'POST',
        path: '/api/session',
        body: { email: 'operator@halles.example', password: 'wrong one' },
      },
      { method: 'POST', path: '/api/session/password', body: {} },
      { method: 'DELETE', path: '/api/session', headers: { 'sec-fetch-site': 'cross-site' } },
      { method: 'PUT', path: '/api/session', body: {} },
    ];
    for (const client of [browser, new ConsoleClient(serving.port)]) {
      for (const call of calls) {
        const { headers } = await client.call(call);
        expect([call, headers]).toEqual([
          call,
          expect.objectContaining({
            'content-security-policy':
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types angular",
            'x-content-type-options': 'nosniff',
            'x-frame-options': 'DENY',
            'referrer-policy': 'strict-origin-when-cross-origin',
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-resource-policy': 'same-origin',
            'permissions-policy': expect.any(String),
            'x-request-id': expect.any(String),
          }),
        ]);
      }
    }
  });
});

it('says that mail and Redis are down, in French and English, and stays usable', async () => {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
  const world = await openWorld({
    env: {
      LOG_LEVEL: 'silent',
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      REDIS_URL: `redis://127.0.0.1:${port}`,
    },
  });
  const serving = await serve(await createConsoleApp(world.config, { rateLimits: GENEROUS }), 0);
  try {
    const browser = await signInWhole(world, new ConsoleClient(serving.port), await addAccount(world));
    const engines = async (language: string) =>
      (
        (await browser.call({ path: '/api/overview', headers: { 'accept-language': language } }))
          .json as unknown as Overview
      ).health.engines;
    expect((await engines('fr')).map(({ name, state }) => [name, state])).toEqual([
      ['postgres', 'up'],
      ['redis', 'down'],
      ['queue', 'down'],
      ['mail', 'down'],
    ]);
    expect((await engines('en'))[3]?.note).toBe(
      'The mail server does not answer: messages are kept and leave later.',
    );
  } finally {
    await serving.stop();
    await world.close();
  }
});
