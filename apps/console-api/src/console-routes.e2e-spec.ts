import { request } from 'node:http';
import { type ConsolePermission, roles } from '@halles/contracts';
import { type DeclaredRoute, listRoutes } from '@halles/platform/http';
import type { World } from '@halles/testing';
import { DiscoveryService } from '@nestjs/core';
import {
  addAccount,
  type Answer,
  type Call,
  ConsoleClient,
  openSession,
  type TestAccount,
} from '@halles/testing/console';
import { GENEROUS } from '@halles/testing';
import { parameters, routeTable } from './console-route-table.fake';
import { ConsoleStage } from '../testing/console-stage';

const keyOf = ({ method, path }: Pick<DeclaredRoute, 'method' | 'path'>): string =>
  `${method} /${path
    .split(' ')
    .filter((part) => part !== '' && part !== '/')
    .join('/')}`.replaceAll(/\/+/g, '/');

/** Actors of the matrix; agent and manager have their role on the tenant `here`. */
const actors = ['anonymous', 'no-role', 'agent', 'manager', 'operator', 'operator-without-code'] as const;
type Actor = (typeof actors)[number];

const holds = (actor: Actor, permission: string, onTenant: boolean): boolean => {
  if (permission === 'session.own') return actor !== 'anonymous';
  if (actor !== 'agent' && actor !== 'manager' && actor !== 'operator') return false;
  if (!onTenant && actor !== 'operator') return false;
  return (roles[actor].permissions as readonly ConsolePermission[]).includes(permission as ConsolePermission);
};

describe('the routes of the console', () => {
  let world: World;
  let stage: ConsoleStage;
  let declared: readonly DeclaredRoute[];
  const accounts = new Map<Actor, TestAccount>();
  const browsers = new Map<Actor, ConsoleClient>();

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
    declared = listRoutes(stage.app.get(DiscoveryService));
  });

  beforeAll(async () => {
    const tenantId = world.here.tenant.id;
    for (const role of ['agent', 'manager'] as const)
      accounts.set(role, await addAccount(world, { role, tenantId }));
    accounts.set('no-role', await addAccount(world, { role: null }));
    for (const actor of ['operator', 'operator-without-code'] as const)
      accounts.set(actor, await addAccount(world));
  });

  // Some rows end the session that they are called with: each test has its own.
  beforeEach(async () => {
    for (const [index, actor] of actors.entries()) {
      const browser = new ConsoleClient(stage.port, `192.0.2.${index + 1}`);
      const account = accounts.get(actor);
      if (account) await openSession(world, browser, account, actor !== 'operator-without-code');
      browsers.set(actor, browser);
    }
  });

  afterAll(async () => {
    await stage.close();
  });

  function callOf(route: string, tenant: string): Call {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replaceAll(/:([a-z]+)/g, (_match, name: string) =>
      name === 'tenant' ? tenant : (parameters[name] ?? ''),
    );
    const body = routeTable.find((row) => row.route === route)?.body;
    return { method, path: path.replace('/*', '/favicon.svg'), ...(body && { body }) };
  }

  async function ask(
    actor: Actor,
    route: string,
    tenant: string,
  ): Promise<Pick<Answer, 'status' | 'json' | 'body'>> {
    const browser = browsers.get(actor);
    if (!browser) throw new Error(`nobody is ${actor}`);
    const call = callOf(route, tenant);
    if (!call.path.endsWith('/stream') || actor !== 'operator') return browser.call(call);
    // A stream has no end: its first bytes say enough.
    return new Promise((resolve, reject) => {
      const headers = { host: 'console.localhost', ...(browser.cookie && { cookie: browser.cookie }) };
      const outgoing = request({ port: stage.port, path: call.path, agent: false, headers }, (response) => {
        response.once('data', (chunk: Buffer) => {
          resolve({ status: response.statusCode ?? 0, json: {}, body: chunk.toString() });
          outgoing.destroy();
        });
      });
      outgoing.once('error', reject);
      outgoing.end();
    });
  }

  it('has a row for each, and no row for one that is gone', () => {
    expect([...new Set(declared.map(keyOf))].sort()).toEqual(routeTable.map(({ route }) => route).sort());
  });

  it('declares permissions that some role of the console has', () => {
    const known = new Set<string>(roles.operator.permissions);
    const asked = declared.flatMap(({ access }) =>
      access?.kind === 'permission' ? [access.permission] : [],
    );
    expect(asked.filter((permission) => !known.has(permission))).toEqual([]);
  });

  it.each(routeTable)('lets pass who has the permission, and nobody else: $route', async ({ route }) => {
    const access = declared.find((candidate) => keyOf(candidate) === route)?.access;
    const onTenant = route.includes('/:tenant');
    for (const actor of actors) {
      const { status, json } = await ask(actor, route, 'ici-bourg');
      const code = json['code'];
      const seen = [actor, status, code];
      if (access?.kind === 'public') expect([actor, code]).not.toEqual([actor, 'unauthenticated']);
      else if (actor === 'anonymous') expect(seen).toEqual([actor, 401, 'unauthenticated']);
      else if (access && holds(actor, access.permission, onTenant)) {
        expect([actor, code]).not.toEqual([actor, 'unauthenticated']);
        expect([actor, code]).not.toEqual([actor, 'permission-denied']);
        expect([actor, code]).not.toEqual([actor, 'no-such-tenant']);
      } else if (actor === 'operator-without-code')
        expect(seen).toEqual([actor, 403, 'second-factor-required']);
      else if (onTenant && actor === 'no-role') expect(seen).toEqual([actor, 404, 'no-such-tenant']);
      else expect(seen).toEqual([actor, 403, 'permission-denied']);
    }
  });

  const onTenants = routeTable.filter(({ route }) => route.includes('/:tenant'));

  it.each(onTenants)('knows no tenant but one’s own, nor one that is not: $route', async ({ route }) => {
    for (const actor of ['agent', 'manager', 'no-role'] as const) {
      for (const tenant of ['autre-ville', 'nowhere', 'AUTRE-VILLE', 'autre-ville%20', '%2e%2e']) {
        const { status, json, body } = await ask(actor, route, tenant);
        expect([actor, tenant, status, json['code']]).toEqual([actor, tenant, 404, 'no-such-tenant']);
        expect(body).not.toContain('CANARY');
        expect(body).not.toContain(world.there.tenant.id);
      }
    }
  });

  const named = onTenants.flatMap(({ route }) =>
    [...route.matchAll(/:([a-z]+)/g)].flatMap(([, name = '']) =>
      name === 'tenant' ? [] : [{ route, name }],
    ),
  );

  it.each(named)('finds nothing where :$name is no such thing: $route', async ({ route, name }) => {
    const browser = browsers.get('operator') as ConsoleClient;
    const { path, ...call } = callOf(route, 'ici-bourg');
    for (const nonsense of ['abc', '-1', '0', '1.5', '999999999999', '%20', '%00', 'a%2Fb', 'x'.repeat(99)]) {
      const at = route.split(' ')[1]?.split('/').indexOf(`:${name}`) ?? 0;
      const odd = path.split('/').with(at, nonsense).join('/');
      const { status, json } = await browser.call({ ...call, path: odd });
      expect([nonsense, status, json['errors']]).toEqual([nonsense, 404, []]);
    }
  });

  it('shows no word of another tenant in anything that an agent or a manager can read', async () => {
    for (const actor of ['agent', 'manager'] as const) {
      for (const { route } of routeTable.filter(({ route: key }) => key.startsWith('GET /api'))) {
        const { body } = await ask(actor, route, 'ici-bourg');
        expect([route, body.includes('autre-ville')]).toEqual([route, false]);
      }
    }
  });

  const unsafe = routeTable.filter(({ route }) => !route.startsWith('GET '));

  it.each(unsafe)('is not touched by another site: $route', async ({ route }) => {
    const origin = 'http://ici-bourg.localhost:3000';
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
      { 'sec-fetch-site': 'same-site', origin },
    ]) {
      const { status, json } = await (browsers.get('operator') as ConsoleClient).call({
        ...callOf(route, 'ici-bourg'),
        headers,
      });
      expect([headers, status, json['code']]).toEqual([headers, 403, 'cross-site-request']);
    }
  });

  it.each(unsafe.filter(({ body }) => body))(
    'reads JSON and nothing a form can send: $route',
    async ({ route }) => {
      for (const type of ['text/plain', 'multipart/form-data; boundary=x']) {
        const { status } = await (browsers.get('operator') as ConsoleClient).call({
          ...callOf(route, 'ici-bourg'),
          headers: { 'content-type': type },
        });
        expect([type, status]).toEqual([type, 415]);
      }
    },
  );
});
