import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('the frame of the merchant space', () => {
  let portal: Portal;
  let first: number;
  let second: number;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    [first = 0, second = 0] = await writeListings(portal.world, portal.world.here, [{}, {}]);
  });
  afterAll(() => portal.close());

  /** Where the tabs at the foot of a page lead, the current one marked. */
  const tabsOf = async (path: string, cookie: string): Promise<string[]> => {
    const { status, body } = await portal.ask('ici-bourg', path, { headers: { cookie } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    const tabs = /<nav class="merchant-tabs"[\s\S]*?<\/nav>/.exec(body)?.[0] ?? '';
    return [...tabs.matchAll(/href="([^"]+)"( aria-current="page")?/g)].map(
      ([, href = '', current]) => href + (current === undefined ? '' : ' *'),
    );
  };

  it('has the same tabs on every page of who keeps one business, on the account’s too', async () => {
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: first }] });
    const space = `/pro/commerces/${first}`;
    const tabs = [space, `${space}/horaires`, `${space}/informations`, `${space}/photos`, '#menu'];
    for (const path of ['/pro', '/compte', '/compte/donnees', '/pro/notifications', '/pro/demandes'])
      expect((await tabsOf(path, cookie)).map((tab) => tab.replace(' *', ''))).toEqual(tabs);
    expect(await tabsOf(`${space}/horaires`, cookie)).toContain(`${space}/horaires *`);
    const { body } = await portal.ask('ici-bourg', '/compte', { headers: { cookie } });
    expect(body).toContain('<nav class="merchant-nav" id="menu"');
  });

  it('leads who keeps none, or several, to their claims, messages and account', async () => {
    const none = await signInAs(portal.world, portal.world.here);
    const several = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: first, role: 'merchant-staff' }, { listingId: second }],
    });
    for (const { cookie } of [none, several])
      expect(await tabsOf('/compte', cookie)).toEqual([
        '/pro',
        '/pro/demandes',
        '/pro/notifications',
        '/compte *',
      ]);
  });

  it('has the orders within reach of the thumb of a shop that takes some, and of no other', async () => {
    const { world } = portal;
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    const [shop = 0] = await writeListings(world, world.here, [{ source: 'sirene', facts }]);
    const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: shop }] });
    const space = `/pro/commerces/${shop}`;
    const orders = `${space}/commandes`;
    const rules = { kind: 'reservation', length: '30', notice: '0', orders: '', horizon: '7' };
    const say = async (isOpen: string): Promise<void> => {
      const fields = { ...rules, isOpen };
      const saved = await portal.post('ici-bourg', `${space}/commandes-reglages`, fields, { cookie });
      expect(saved.status).toBe(303);
    };
    await say('yes');
    expect(await tabsOf(orders, cookie)).toEqual([
      ...[space, `${space}/horaires`, `${orders} *`, `${space}/informations`, '#menu'],
    ]);
    await say('no');
    expect(await tabsOf(orders, cookie)).not.toContain(`${orders} *`);
  });

  it('shows staff who may only look no tab of what they may not change', async () => {
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: second, role: 'merchant-staff', permissions: ['listing.read'] }],
    });
    expect(await tabsOf('/pro', cookie)).toEqual([`/pro/commerces/${second} *`, '#menu']);
  });

  it('lets staff without the right to edit look and change nothing', async () => {
    const { cookie } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: second, role: 'merchant-staff', permissions: ['listing.read'] }],
    });
    const space = `/pro/commerces/${second}`;
    const ask = (path: string) => portal.ask('ici-bourg', path, { headers: { cookie } });
    const home = await ask('/pro');
    expect(home.status).toBe(200);
    expect(home.body).not.toContain(`${space}/horaires"`);
    expect((await ask(`${space}/historique`)).status).toBe(200);
    expect((await ask(`${space}/horaires`)).status).toBe(403);
    for (const [path, fields] of [
      ['horaires', { do: 'publish' }],
      ['aujourd-hui', { do: 'closed' }],
      ['historique/annuler', { version: '1' }],
    ] as const) {
      const { status } = await portal.post('ici-bourg', `${space}/${path}`, fields, { cookie });
      expect([path, status]).toEqual([path, 403]);
    }
  });
});
