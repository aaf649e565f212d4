import { Agent, get } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { loadConfig } from '@halles/platform/config';
import { openWorld, type World } from '@halles/testing';
import { arrivedSlow, send, startBorderApp } from './border-app.fake';
import { createHttpApp } from './create-http-app';
import { Controller, Get, Module } from '@nestjs/common';
import { Requires } from './access.decorator';
import type { Serving } from './serve';

const HOST = 'ici-bourg.localhost';

@Controller('open')
class ForgetfulController {
  @Get('by-mistake')
  show() {
    return 'seen by anyone';
  }
}

@Module({ controllers: [ForgetfulController] })
class ForgetfulModule {}

@Controller('admin')
class UncheckedController {
  @Get()
  @Requires('admin.read')
  show() {
    return 'seen by anyone';
  }
}

@Module({ controllers: [UncheckedController] })
class UncheckedModule {}

/** What proxies and delivery networks are known to add. */
const OF_PROXIES = [
  ...['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via', 'cf-connecting-ip', 'cf-ray'],
  ...['true-client-ip', 'x-client-ip', 'client-ip', 'x-cluster-client-ip', 'fastly-client-ip', 'cdn-loop'],
  ...['x-original-forwarded-for', 'x-original-url', 'x-original-host', 'fly-client-ip', 'x-azure-clientip'],
  ...['x-azure-fdid', 'x-envoy-external-address', 'x-amzn-trace-id', 'x-amz-cf-id', 'x-appengine-user-ip'],
  ...['x-remote-ip', 'x-forwarded', 'x-proxyuser-ip', 'wl-proxy-client-ip', 'x-vercel-id', 'x-rewrite-url'],
];

describe('what the operation asks', () => {
  let world: World;
  let serving: Serving;

  beforeAll(async () => {
    world = await openWorld({ env: { LOG_LEVEL: 'silent' } });
    serving = await startBorderApp(world.config);
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  it('is answered under the names of the machines, or none, and not under those of the public', async () => {
    const inside = await startBorderApp(loadConfig({ ...world.env, OPS_HOSTS: 'balancer.internal' }));
    const statusOf = async (port: number, host: string): Promise<unknown> => [
      host,
      (await send(port, host, { path: '/livez' })).status,
    ];
    try {
      for (const host of ['10.0.0.7:3000', '[::1]:3000', 'localhost:3000', 'portal:3000', ''])
        expect(await statusOf(serving.port, host)).toEqual([host, 200]);
      for (const [host, status] of [
        [HOST, 404],
        ['balancer.internal', 421],
        ['evil.example', 421],
        ['portal.', 400],
      ] as const)
        expect(await statusOf(serving.port, host)).toEqual([host, status]);
      expect(await statusOf(inside.port, 'balancer.internal:3000')).toEqual(['balancer.internal:3000', 200]);
      expect(await statusOf(inside.port, HOST)).toEqual([HOST, 404]);
    } finally {
      await inside.stop();
    }
  });

  it('says ready, and what is missing, where the mail server is away', async () => {
    const answer = await send(serving.port, 'x', { path: '/readyz' });
    const { status, checks } = JSON.parse(answer.body) as {
      status: string;
      checks: { name: string; state: string }[];
    };
    expect([answer.status, status]).toEqual([200, 'degraded']);
    expect(Object.fromEntries(checks.map(({ name, state }) => [name, state]))).toEqual({
      database: 'up',
      migrations: 'up',
      registry: 'up',
      redis: 'up',
      mail: 'down',
    });
  });

  it('is not there for strangers, and not through a proxy', async () => {
    const strict = await startBorderApp(loadConfig({ ...world.env, OPS_ALLOW: '192.0.2.0/24' }));
    try {
      for (const path of ['/livez', '/readyz', '/metrics', '/internal/tls-ask?domain=x']) {
        for (const header of OF_PROXIES) {
          const forwarded = await send(serving.port, 'x', { path, headers: { [header]: '127.0.0.1' } });
          expect([path, header, forwarded.status]).toEqual([path, header, 421]);
        }
        expect([path, (await send(strict.port, HOST, { path })).status]).toEqual([path, 404]);
        expect([path, (await send(strict.port, 'x.example', { path })).status]).toEqual([path, 421]);
      }
    } finally {
      await strict.stop();
    }
  });

  it('gives figures whose labels stay few: patterns for paths, known tenants alone', async () => {
    for (let n = 0; n < 20; n += 1) await send(serving.port, HOST, { path: `/free-text-${n}` });
    await send(serving.port, 'made-up.example', { path: '/' });
    const { body } = await send(serving.port, 'x', { path: '/metrics' });
    expect(body).toContain('http_tenant_requests_total{tenant="ici-bourg",status="4xx",process="border"}');
    expect(body).toContain('route="unmatched"');
    expect(body).toMatch(/database_pool_connections\{state="idle",process="border"\} \d/);
    expect(body).toContain('nodejs_eventloop_lag_seconds');
    expect(body).not.toMatch(/free-text|made-up/);
  });

  it('tells the TLS proxy which hosts are ours', async () => {
    const asked = async (domain: string) =>
      (await send(serving.port, 'x', { path: `/internal/tls-ask?domain=${domain}` })).status;
    expect([
      await asked(HOST),
      await asked('console.localhost'),
      await asked('evil.example'),
      await asked(''),
    ]).toEqual([200, 200, 404, 404]);
    expect(
      (await send(serving.port, 'x', { path: `/internal/tls-ask?domain=${HOST}&domain=evil.example` }))
        .status,
    ).toBe(404);
  });

  it('tells the TLS proxy of what is a draft or archived what it tells of a host that does not exist', async () => {
    const { tenant } = await world.addTenant('bourg-futur');
    const host = 'bourg-futur.localhost';
    const platform = world.installation.platform();
    const ask = async (domain: string): Promise<string> => {
      const { status, body } = await send(serving.port, 'x', { path: `/internal/tls-ask?domain=${domain}` });
      return `${status} ${body}`;
    };
    const set = (state: string) =>
      platform.query('UPDATE tenant SET state = $2 WHERE id = $1', [tenant.id, state]);
    const unknown = await ask('bourg-absent.localhost');
    // The registry of the process follows within a second; what never comes is told by the runner.
    for (const [state, answer] of [
      ['live', '200 yes\n'],
      ['draft', unknown],
      ['suspended', '200 yes\n'],
      ['archived', unknown],
    ] as const) {
      await set(state);
      while ((await ask(host)) !== answer) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await ask(host)).toBe(answer);
    }
  });

  it('refuses to start with a route that declares nothing, or that nobody checks', async () => {
    const options = { name: 'x', config: world.config, tenancy: false, hosts: [] } as const;
    await expect(createHttpApp(ForgetfulModule, options)).rejects.toThrow(
      /ForgetfulController\.show declares neither/,
    );
    await expect(createHttpApp(UncheckedModule, options)).rejects.toThrow(
      /UncheckedController\.show requires "admin\.read"/,
    );
  });
});

describe('stopping', () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ env: { LOG_LEVEL: 'silent' } });
  });

  afterAll(() => world.close());

  it('ends what is in flight, tells connections that they are at their last, and then accepts none', async () => {
    const serving = await startBorderApp(world.config);
    const agent = new Agent({ keepAlive: true, maxSockets: 10 });
    const slow = () =>
      new Promise<{ status: number; connection: string; body: string }>((resolve, reject) => {
        get({ port: serving.port, path: '/slow', agent, headers: { host: HOST } }, (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              connection: response.headers.connection ?? '',
              body,
            }),
          );
        }).on('error', reject);
      });
    // An idle connection kept open, as browsers do, must not hold the process up.
    await slow();
    const before = arrivedSlow();
    const inFlight = Promise.all(Array.from({ length: 10 }, slow));
    while (arrivedSlow() < before + 10) await new Promise((resolve) => setTimeout(resolve, 5));
    await serving.stop();
    const answers = await inFlight;
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      Array.from({ length: 10 }, () => [200, 'late but whole']),
    );
    await expect(slow()).rejects.toThrow(/ECONNREFUSED/);
    agent.destroy();
    // Connections are kept for 72 seconds where nobody ends them.
  }, 60_000);

  it('is not ready any more while balancers still have to notice, and still answers', async () => {
    const serving = await startBorderApp(loadConfig({ ...world.env, DRAIN_DELAY_MS: '5000' }));
    const stopped = serving.stop();
    const ready = await send(serving.port, 'x', { path: '/readyz' });
    expect([ready.status, JSON.parse(ready.body)]).toEqual([
      503,
      expect.objectContaining({ status: 'not-ready', draining: true }),
    ]);
    const page = await send(serving.port, HOST, { headers: { connection: 'keep-alive' } });
    expect([page.status, page.headers['connection']]).toEqual([200, 'close']);
    await stopped;
  });
});

/** A way to the database that can be cut, as a failed network or server cuts it. */
async function cuttable(databaseUrl: string): Promise<{ readonly url: string; cut(): void }> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cut: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

it('is not ready without its database, and lives on', async () => {
  const world = await openWorld({ env: { LOG_LEVEL: 'silent' } });
  const way = await cuttable(world.config.databaseUrl);
  const serving = await startBorderApp(loadConfig({ ...world.env, DATABASE_URL: way.url }));
  const ask = () => send(serving.port, 'x', { path: '/readyz' });
  try {
    expect((await ask()).status).toBe(200);
    way.cut();
    // What was found is told for a second.
    let ready = await ask();
    while (ready.status === 200) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ready = await ask();
    }
    expect([ready.status, JSON.parse(ready.body).status]).toEqual([503, 'not-ready']);
    expect((await send(serving.port, 'x', { path: '/livez' })).status).toBe(200);
    // The registry is in memory: who asks for a page that needs no query is still served.
    expect((await send(serving.port, HOST)).status).toBe(200);
  } finally {
    await serving.stop();
    await world.close();
  }
});
