import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, statementsOf, writeListings } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

/** A shop that sells bread, and the account that owns it alone. */
interface Shop {
  readonly listing: number;
  readonly bread: string;
  readonly cookie: string;
}

describe('the orders of several shops of one merchant', () => {
  let portal: Portal;
  let north: Shop;
  let south: Shop;
  let neighbour: Shop;
  /** Answers for the orders of both, and of no other shop. */
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    [north, south, neighbour] = [
      await aShop('Four du Nord'),
      await aShop('Four du Sud'),
      await aShop('Voisin'),
    ];
    const grants = [north, south].map(({ listing }) => ({ listingId: listing }));
    ({ cookie } = await signInAs(portal.world, portal.world.here, {
      grants: grants.map((grant) => ({ ...grant, role: 'merchant-staff' as const })),
    }));
  });

  async function aShop(name: string): Promise<Shop> {
    const shop = await aShopThatMaySell(portal);
    const space = `/pro/commerces/${String(shop.listing)}`;
    const as = { cookie: shop.cookie };
    await portal.post(HERE, `${space}/informations`, { version: '0', name, do: 'publish' }, as);
    const bread = randomUUID();
    const loaf = { id: bread, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await portal.post(HERE, `${space}/produits`, { ...loaf, withdrawal: 'perishable' }, as);
    await portal.post(HERE, `${space}/commandes-reglages`, RULES, as);
    return { listing: shop.listing, bread, cookie: shop.cookie };
  }
  async function ordered({ listing, bread }: Shop, name: string): Promise<void> {
    const form = `/commerce/x-${String(listing)}/commander`;
    const { body } = await portal.ask(HERE, form);
    const slot = /<option value="(\d{12,14})">/.exec(body)?.[1] ?? '';
    const who = { name, email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${bread}`]: '1', slot, ...who });
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    expect((await portal.post(HERE, action, fieldsIn(summary.body, action))).status).toBe(303);
  }
  const read = async (path: string, as = cookie): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie: as } });
    expect([path, status, checkHtml(body, path.startsWith('/en') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const cardsIn = (page: string): string[] =>
    page.match(/<li class="card record-card[^"]*"[^]*?<\/li>/g) ?? [];

  it('are one list, each with its shop, and how much each shop has to do', async () => {
    await ordered(north, 'Odile Nord');
    await ordered(south, 'Ali Sud');
    await ordered(neighbour, 'Zoé Voisine');
    const page = await read('/pro/commandes');
    const cards = cardsIn(page);
    expect(cards).toHaveLength(2);
    expect(cards.find((card) => card.includes('Odile Nord'))).toContain('Four du Nord');
    expect(cards.find((card) => card.includes('Ali Sud'))).toContain('Four du Sud');
    expect(page).not.toMatch(/Zoé|Voisin/);
    expect(page).toMatch(/aria-current="true">Tous les commerces[^]{0,80}2 en cours, dont 2 à confirmer/);
    expect(page).toMatch(/Four du Nord[^]{0,80}1 en cours, dont 1 à confirmer/);
    expect(page).toContain('data-stream="/pro/commandes-en-direct"');
    expect(page.match(/data-waiting/g)).toHaveLength(2);
    expect(await read('/en/pro/orders')).toContain('1 open, 1 to confirm');
  });

  it('are shown of one shop alone, and those of the others ring all the same', async () => {
    await ordered(north, 'Odile Nord');
    await ordered(south, 'Ali Sud');
    const path = `/pro/commandes?commerce=${String(south.listing)}`;
    const page = await read(path);
    expect(cardsIn(page)).toHaveLength(1);
    expect(page).toContain('Ali Sud');
    expect(page).not.toContain('Odile Nord');
    expect(page.replaceAll('&#x3D;', '=')).toContain(`data-page="${path}"`);
    expect(page.match(/data-waiting/g)).toHaveLength(2);
    expect(page).toContain('2 en cours, dont 2 à confirmer');
    for (const foreign of [String(neighbour.listing), '999999', 'x', ''])
      expect(cardsIn(await read(`/pro/commandes?commerce=${foreign}`))).toHaveLength(2);
  });

  it('are touched there, and the touch leads back to the same list with the way back', async () => {
    await ordered(south, 'Ali Sud');
    const path = `/pro/commandes?commerce=${String(south.listing)}`;
    const [card = ''] = cardsIn(await read(path));
    const action = /action="([^"]+)"/.exec(card)?.[1] ?? '';
    const [, from = ''] = /name="from" value="([^"]+)"/.exec(card) ?? [];
    const touched = await portal.post(HERE, action, { seen: '1', from, do: 'accept' }, { cookie });
    expect(touched.headers.location).toMatch(
      new RegExp(`^/pro/commandes\\?commerce=${String(south.listing)}&fait=accept`),
    );
    const after = await read(String(touched.headers.location));
    expect(after).toContain('Ali Sud\u00a0: Commande acceptée.');
    expect(after).toMatch(/value="undo"/);
    // What was touched in a shop that is another's is told to nobody.
    const query = String(touched.headers.location).replace(/^[^?]+/, '');
    const owner = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: neighbour.listing }, { listingId: north.listing }].map((grant) => ({
        ...grant,
        role: 'merchant-staff' as const,
      })),
    });
    expect(await read(`/pro/commandes${query}`, owner.cookie)).not.toContain('Ali Sud');
  });

  it('lead who has one shop to its own inbox, and who has none home', async () => {
    const ask = async (as: string) =>
      (await portal.ask(HERE, '/pro/commandes', { headers: { cookie: as } })).headers.location;
    expect(await ask(north.cookie)).toBe(`/pro/commerces/${String(north.listing)}/commandes`);
    expect(await ask((await signInAs(portal.world, portal.world.here)).cookie)).toBe('/pro');
  });

  it('are found from the home of the space and from the inbox of each, where there is more than one', async () => {
    expect(await read('/pro')).toMatch(/class="merchant-nav__link" href="\/pro\/commandes"/);
    const inbox = `/pro/commerces/${String(north.listing)}/commandes`;
    expect(await read(inbox)).toContain('href="/pro/commandes"');
    expect(await read(inbox, north.cookie)).not.toContain('href="/pro/commandes"');
    const [quiet = 0, other = 0] = await writeListings(portal.world, portal.world.here, [{}, {}]);
    const without = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: quiet }, { listingId: other }],
    });
    expect(await read('/pro', without.cookie)).not.toContain('href="/pro/commandes"');
  });

  it('are asked for at once, however many shops there are', async () => {
    const more = [];
    for (const name of ['Four de l’Est', 'Four de l’Ouest']) more.push((await aShop(name)).listing);
    const of = async (listings: readonly number[]): Promise<string[]> => {
      const grants = listings.map((listingId) => ({ listingId, role: 'merchant-staff' as const }));
      const as = await signInAs(portal.world, portal.world.here, { grants });
      let page = await read('/pro/commandes', as.cookie);
      const asked = await statementsOf(async () => (page = await read('/pro/commandes', as.cookie)));
      expect(page.match(/Four d/g)?.length).toBeGreaterThanOrEqual(listings.length);
      return asked.filter((one) => /ordering_settings|LEFT JOIN commune|^[^:]*: (BEGIN|START)/.test(one));
    };
    const two = [north.listing, south.listing];
    expect(await of([...two, ...more])).toHaveLength((await of(two)).length);
  });
});
