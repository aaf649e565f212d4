import { mandateGroupNames } from '@halles/contracts';
import { sendAgent } from '@halles/testing/agents';
import { call, cookieOf, type Matrix, openMatrix, reachOf } from './portal-asking';
import { type Address, bodyOf, pathOf } from './portal-addresses';
import { actors, type Actor, guardedRows, publicRows } from './portal-routes';

describe('the routes of the portal', () => {
  let matrix: Matrix;
  beforeAll(async () => {
    matrix = await openMatrix();
  }, 60_000);
  afterAll(() => matrix.close());

  const addressOf = (route: string): Address => {
    const address = matrix.addresses.find((candidate) => candidate.route === route);
    if (!address) throw new Error(`no route is ${route}`);
    return address;
  };
  const routesOf = (isPublic: boolean): string[] =>
    matrix.addresses.filter((address) => address.isPublic === isPublic).map(({ route }) => route);

  async function ask(route: string, actor: Actor, locale: 'fr' | 'en') {
    const { portal, ours } = matrix;
    const address = addressOf(route);
    const session = await cookieOf(portal, portal.world.here, ours.mark, actor, address.method);
    return call(portal, {
      slug: ours.slug,
      method: address.method,
      path: pathOf(address, locale, ours),
      body: bodyOf(route, ours),
      // Links of mails open in the browser that asked for them.
      cookie: session ?? ours.browser,
    });
  }

  it('have each their row, as guarded or not as they declare, and no row is of one that is gone', () => {
    expect(routesOf(false).sort()).toEqual(guardedRows.map(({ route }) => route).sort());
    expect(routesOf(true).sort()).toEqual([...publicRows].sort());
  });

  it('have an English address for each French one that people read', () => {
    const alone = matrix.addresses.filter(({ en }) => en === null).map(({ fr }) => fr);
    expect(alone.filter((path) => !/^\/(api|media|assets|donnees|sitemap)|\.[a-z]+$/.test(path))).toEqual([
      '/connexion/proconnect/retour',
    ]);
  });

  it.each(guardedRows)('let in whom the table says, and nobody else: $route', async ({ route, reach }) => {
    const seen: Record<string, string> = {};
    for (const actor of actors) seen[actor] = reachOf(await ask(route, actor, 'fr'));
    expect(seen).toEqual(reach);
  });

  it.each(guardedRows)('do so at their English address: $route', async ({ route, reach }) => {
    for (const actor of ['nobody', 'claimant', 'reader'] as const)
      expect([actor, reachOf(await ask(route, actor, 'en'))]).toEqual([actor, reach[actor]]);
  });

  describe('for an agent of the town', () => {
    let cookie: string;
    beforeAll(async () => {
      const { portal, ours } = matrix;
      const { link } = await sendAgent(portal.world, portal.world.here, ours.listing, {
        scope: mandateGroupNames,
      });
      const path = `/pro/agent/${link}`;
      const { headers } = await call(portal, {
        slug: ours.slug,
        method: 'GET',
        path,
        body: bodyOf('GET /pro/agent/:token', ours),
      });
      cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    });

    it.each(guardedRows)('are the editors of what was handed over: $route', async ({ route, agent }) => {
      const { portal, ours } = matrix;
      const address = addressOf(route);
      for (const locale of ['fr', 'en'] as const) {
        const path = pathOf(address, locale, ours);
        const answer = await call(portal, {
          slug: ours.slug,
          method: address.method,
          path,
          body: bodyOf(route, ours),
          cookie,
        });
        expect([path, reachOf(answer)]).toEqual([path, agent]);
      }
    });

    it.each(guardedRows)('are nothing of another territory: $route', async ({ route }) => {
      const { portal, ours, theirs } = matrix;
      const address = addressOf(route);
      for (const [slug, planted] of [
        [theirs.slug, ours],
        [theirs.slug, theirs],
        [ours.slug, theirs],
      ] as const) {
        // Numbers of businesses are of a territory: both may have the one that was handed over.
        if (slug === ours.slug && planted.listing === ours.listing) continue;
        const answer = await call(portal, {
          slug,
          method: address.method,
          path: pathOf(address, 'fr', planted),
          body: bodyOf(route, planted),
          cookie,
        });
        expect(reachOf(answer)).toMatch(/^(?:sign-in|403|404)$/);
      }
    });
  });

  /** What answers who brings nothing, else than a page or that there is none. */
  const APART: Readonly<Record<string, string>> = {
    // Whoever accepts an invitation needs an account of their own, and is led to it by the page itself.
    'POST /invitation/:token': 'sign-in',
    // Nobody left for the provider with this browser.
    'GET /connexion/proconnect/retour': '403',
  };

  it.each(publicRows)('ask nobody who they are: %s', async (route) => {
    expect([APART[route] ?? 'yes', '404']).toContain(reachOf(await ask(route, 'nobody', 'fr')));
  });
});
