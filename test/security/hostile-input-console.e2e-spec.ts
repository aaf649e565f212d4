import { MINUTE } from '@halles/kernel';
import { serve, type Serving } from '@halles/platform/http';
import { GENEROUS, openWorld, type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { parameters, routeTable } from '../../apps/console-api/src/console-route-table.fake';
import {
  brokenBodies,
  brokenBy,
  hostileJsonBodies,
  hostileQueries,
  hostileSegments,
  type ReadRoute,
  routesWithQuery,
  StatusClient,
} from './hostile-input';

jest.setTimeout(5 * MINUTE);

const patternOf = ({ path }: ReadRoute): string =>
  `/${path
    .split(' ')
    .filter((part) => part !== '' && part !== '/')
    .join('/')}`.replaceAll(/\/+/g, '/');

describe('what is put into the addresses of the console', () => {
  let world: World;
  let serving: Serving;
  let routes: readonly ReadRoute[];
  let client: StatusClient;
  let known: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await openWorld({ env: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'silent' } });
    const app = await createConsoleApp(world.config, { rateLimits: GENEROUS });
    routes = routesWithQuery(app).filter(({ method }) => method === 'GET');
    serving = await serve(app, 0);
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    known = { ...parameters, tenant: world.here.tenant.slug, listing: String(listing) };
    const browser = new ConsoleClient(serving.port);
    await openSession(world, browser, await addAccount(world), true);
    client = new StatusClient(serving.port, {
      host: 'console.localhost',
      accept: 'application/json',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': '198.51.100.1',
      cookie: browser.cookie ?? '',
    });
  });
  afterAll(async () => {
    client.close();
    await serving.stop();
    await world.close();
  });

  const pathOf = (pattern: string): string =>
    pattern
      .replaceAll(/:([a-z]+)/g, (_match, name: string) => known[name] ?? '')
      .replace('/*', '/favicon.svg');

  it('is read by handlers that say which parameters they read', () => {
    expect(
      routes.flatMap(({ query, controller, handler }) => (query ? [] : [`${controller}.${handler}`])),
    ).toEqual([]);
  });

  it('is no error of the server, in any parameter', async () => {
    const paths = routes.flatMap((route) => hostileQueries(pathOf(patternOf(route)), route.query ?? []));
    expect(paths.length).toBeGreaterThan(300);
    expect(await brokenBy(client, paths)).toEqual([]);
  });

  it('is no error of the server, in any place of a path', async () => {
    const paths = routes.flatMap((route) => {
      const pattern = patternOf(route);
      const places = [...pattern.matchAll(/:[a-z]+/g)].map(([place]) => place);
      return places.flatMap((place) => hostileSegments.map((value) => pathOf(pattern.replace(place, value))));
    });
    expect(paths.length).toBeGreaterThan(300);
    expect(await brokenBy(client, paths)).toEqual([]);
  });

  it('is no error of the server, in any field of a body', async () => {
    const requests = routeTable.flatMap(({ route, body }) => {
      const [method = '', pattern = ''] = route.split(' ');
      return body === undefined
        ? []
        : hostileJsonBodies(body).map((sent) => ({ method, path: pathOf(pattern), body: sent }));
    });
    expect(requests.length).toBeGreaterThan(500);
    expect(await brokenBodies(client, requests)).toEqual([]);
    // All of it was read as sent by somebody who is signed in.
    expect(await client.status('/api/session')).toBe(200);
  });
});
