import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { publishChange } from '@halles/platform/tenancy';
import { writeListings } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../testing/order-shop';
import { type Portal, openPortal } from '../../testing/portal-harness';

const always = 'Mo-Su 00:00-24:00';
const DAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];

/** `/?n=…` is kept nowhere and rendered for each reader; what it tells is not read for each. */
describe('the home page', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
    for (const ctx of [portal.world.here, portal.world.there]) await open(ctx, 'Un', 'Deux', 'Trois');
  });
  afterAll(() => portal.close());

  const open = (ctx: Portal['world']['here'], ...names: string[]) =>
    writeListings(
      portal.world,
      ctx,
      names.map((name) => ({ facts: { displayName: `Fournil ${name}`, openingHoursText: always } })),
    );

  let readers = 0;
  const body = async (slug: string): Promise<string> =>
    (await portal.ask(slug, `/?n=${(readers += 1)}`)).body;

  async function withoutSearch(ctx: Portal['world']['here'], work: () => Promise<void>): Promise<void> {
    const { role } = ctx.tenant;
    const change = (sql: string) =>
      portal.world.installation.onSchema('main', role, (runner) => runner.query(sql));
    await change(`REVOKE SELECT ON search_entry FROM ${role}`);
    await work();
    await change(`GRANT SELECT ON search_entry TO ${role}`);
  }

  it('tells who is open without a search for each reader, and the next one as soon as the directory changed', async () => {
    const { here } = portal.world;
    expect(await body('ici-bourg')).toContain('Fournil Trois');
    await withoutSearch(here, async () => {
      expect(await body('ici-bourg')).toContain('Fournil Trois');
      // A word that nothing changed makes nothing old.
      await portal.world.work.write(here, publishChange);
      expect(await body('ici-bourg')).toContain('Fournil Trois');
    });
    await open(here, 'Nouveau');
    while (!(await body('ici-bourg')).includes('Fournil Nouveau'))
      await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it.each([
    ['', ['Trouver qui est ouvert', 'Commander et venir chercher', 'Envoyer sa liste']],
    ['/en', ['Find who is open', 'Order and collect', 'Send your list']],
  ])('promises what one can do here, and nothing else (%s/)', async (prefix, steps) => {
    const [home, about] = await Promise.all([
      portal.ask('ici-bourg', prefix === '' ? '/' : prefix),
      portal.ask('ici-bourg', prefix === '' ? '/a-propos' : '/en/about'),
    ]);
    expect([home.status, about.status]).toEqual([200, 200]);
    const titles = [...home.body.matchAll(/<li class="step">.*?<h3>(.*?)<\/h3>/gs)].map(([, title]) => title);
    expect(titles).toEqual(steps);
    for (const { body: page } of [home, about])
      expect(page).not.toMatch(/rendez-vous|votre question|aux questions|appointment|answer questions/i);
  });

  it('shows shops that take orders, and leads to all of them', async () => {
    expect(await body('ici-bourg')).not.toContain('avec&#x3D;orders');
    // What is open now is shown above: this one is not.
    const later = DAYS[(new Date().getDay() + 3) % 7];
    const { cookie, listing } = await aShopThatMaySell(portal, 'Le Pain du Coin', {
      openingHoursText: `${later} 08:00-18:00`,
    });
    const space = `/pro/commerces/${listing}`;
    const loaf = {
      id: randomUUID(),
      name: 'Pain',
      price: '4',
      vat: 'reduced',
      withdrawal: 'perishable',
      isAvailable: 'yes',
    };
    expect((await portal.post('ici-bourg', `${space}/produits`, loaf, { cookie })).status).toBe(303);
    expect((await portal.post('ici-bourg', `${space}/commandes-reglages`, RULES, { cookie })).status).toBe(
      303,
    );
    while (!(await body('ici-bourg')).includes('avec&#x3D;orders'))
      await new Promise((resolve) => setTimeout(resolve, 100));
    const page = await body('ici-bourg');
    expect(page.match(new RegExp(`id="r${listing}"`, 'g'))).toHaveLength(1);
    expect(checkHtml(page, 'fr')).toEqual([]);
    const all = await portal.ask('ici-bourg', '/commerces?avec=orders');
    expect([all.status, all.body.includes('Le Pain du Coin'), all.body.includes('Fournil Un')]).toEqual([
      200,
      true,
      false,
    ]);
  });

  it('is there without what could not be read, and tells it again as soon as it can', async () => {
    await withoutSearch(portal.world.there, async () => {
      const answer = await portal.ask('autre-ville', '/');
      expect(answer.status).toBe(200);
      expect(answer.headers['cache-control']).toContain('no-store');
      expect(answer.body).not.toContain('Fournil');
    });
    expect((await portal.ask('autre-ville', '/')).body).toContain('Fournil Trois');
  });
});
