import { randomUUID } from 'node:crypto';
import {
  pickupRulesSchema,
  type ProductInput,
  productInputSchema,
  type ResultAnswer,
  type SearchAnswer,
} from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderingSettingsService } from '@halles/domain/orders';
import { DAY } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { anAccount, GENEROUS, hostileTexts, inQuery, writeListings } from '@halles/testing';
import { tellSaleDetails } from '@halles/testing/orders';
import { openPortal, type Portal } from '../../testing/portal-harness';

const NAMES = ['Brioche tressée', 'Baguette', '<b>Brioche</b> « au gras »', 'Brioche feuilletée'];
const HOURS = { openingHoursText: '24/7' };
/** Shops that say that they take orders, and where nobody can order. */
const CLOSED: readonly [string, string, string] = [
  'Four sans personne',
  'Four en pause',
  'Four sans horaires',
];

describe('products, found over HTTP', () => {
  let portal: Portal;
  let shop = 0;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    const sells = async (
      ctx: typeof world.here,
      listing: number,
      names: readonly string[],
      more: Partial<ProductInput> = {},
    ) => {
      for (const name of names) {
        const product = { name, priceCents: 690, vat: 'reduced', withdrawal: 'perishable', ...more };
        await portal.app
          .get(CatalogueService)
          .add(ctx, listing, randomUUID(), productInputSchema.parse(product));
      }
    };
    const takesOrders = async (
      ctx: typeof world.here,
      listing: number,
      { isKept = true, pausedUntil = null }: { isKept?: boolean; pausedUntil?: Date | null } = {},
    ) => {
      if (isKept) await anAccount(world, ctx, { grants: [{ listingId: listing }] });
      await tellSaleDetails(world, ctx, listing);
      await portal.app.get(OrderingSettingsService).save(ctx, listing, {
        isOpen: true,
        kind: 'order',
        pausedUntil,
        pickup: pickupRulesSchema.parse({}),
      });
    };
    const [unattended, paused, withoutHours] = CLOSED;
    const listings = await writeListings(world, world.here, [
      { facts: { displayName: 'Fournil des Capucins', contact: { phone: '+33556102030' }, ...HOURS } },
      { facts: { displayName: unattended, ...HOURS } },
      { facts: { displayName: paused, ...HOURS } },
      { facts: { displayName: withoutHours } },
      { facts: { displayName: 'Chez Brioche' } },
      { facts: { displayName: 'Quincaillerie', category: 'hardware-store' } },
    ]);
    const [open = 0, ...closed] = listings.slice(0, 1 + CLOSED.length);
    shop = open;
    await sells(world.here, shop, ['Brioche partie'], { isAvailable: false });
    await sells(world.here, shop, ['Brioche finie'], { stock: 0 });
    await sells(world.here, shop, NAMES);
    await takesOrders(world.here, shop);
    await sells(world.here, shop, ['Tarte aux noix', 'Croissant au beurre', 'Cartouche HP 304 noire']);
    for (const each of closed) await sells(world.here, each, ['Brioche lointaine', 'Tarte lointaine']);
    const [first = 0, second = 0, third = 0] = closed;
    await takesOrders(world.here, first, { isKept: false });
    await takesOrders(world.here, second, { pausedUntil: new Date(Date.now() + DAY) });
    await takesOrders(world.here, third);
    const [other = 0] = await writeListings(world, world.there, [
      { facts: { displayName: 'Secret', ...HOURS } },
    ]);
    await sells(world.there, other, ['Brioche secrète']);
    await takesOrders(world.there, other);
  });
  afterAll(() => portal.close());

  const results = async (query: string): Promise<ResultAnswer[]> => {
    const { body } = await portal.ask('ici-bourg', `/api/v1/search?${query}`);
    return (JSON.parse(body) as SearchAnswer).results as ResultAnswer[];
  };

  it('shows the shop that sells it, with the product that was meant, and leads to ordering', async () => {
    const { status, body } = await portal.ask('ici-bourg', '/commerces?q=brioche');
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    const [sells = ''] = /<p class="result__sells">.*<\/p>/.exec(body) ?? [];
    expect(sells.replaceAll(/<[^>]+>/g, '')).toBe(
      'Vend\u00a0: Brioche tressée, &lt;b&gt;Brioche&lt;/b&gt; « au gras »',
    );
    const [, path = ''] = /href="([^"]+\/produits\/brioche-tressee-[^"]+)"/.exec(sells) ?? [];
    const product = await portal.ask('ici-bourg', path);
    expect([product.status, product.body]).toEqual([200, expect.stringContaining('Brioche tressée')]);
    expect(body).toMatch(/href="\/commerce\/fournil-des-capucins-\d+\/commander"/);
    expect(body).toContain('Chez Brioche');
    expect(body).not.toContain('Quincaillerie');
    expect(body).not.toContain('secr');
  });

  it.each([
    ['brioche', ['Brioche tressée', '<b>Brioche</b> « au gras »', 'Brioche lointaine']],
    // Words that stand for kinds of businesses too.
    ['tarte', ['Tarte aux noix', 'Tarte lointaine']],
    ['croissants', ['Croissant au beurre']],
    ['cartouche HP 304', ['Cartouche HP 304 noire']],
  ])('names above the businesses what can be ordered of « %s », with its shop', async (text, names) => {
    const { status, body } = await portal.ask('ici-bourg', `/commerces?q=${encodeURIComponent(text)}`);
    expect([text, status, checkHtml(body, 'fr')]).toEqual([text, 200, []]);
    const [goods = ''] = /<ul class="goods">[^]*?<\/ul>/.exec(body) ?? [];
    const found = [...goods.matchAll(/class="goods__name" href="([^"]+)">([^<]+)</g)];
    expect(found.map(([, , name]) => name)).toEqual(
      names.map((name) => name.replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
    );
    expect(goods).toMatch(/<a href="\/commerce\/fournil-des-capucins-\d+">/);
    expect(goods).toContain('class="state state--open"');
    for (const [, path = ''] of found) expect((await portal.ask('ici-bourg', path)).status).toBe(200);
    expect(body.indexOf('class="goods"')).toBeLessThan(body.indexOf('id="results"'));
  });

  it('names no goods where a kind of business is asked for, nothing is sold of it, or nobody can order it', async () => {
    for (const text of ['boulangerie', 'pâtisserie', 'quincaillerie', 'zzzz', 'secrète', ''])
      expect([
        text,
        (await portal.ask('ici-bourg', `/commerces?q=${encodeURIComponent(text)}`)).body,
      ]).toEqual([text, expect.not.stringContaining('class="goods"')]);
    expect((await portal.ask('autre-ville', '/commerces?q=tarte')).body).not.toContain('class="goods"');
  });

  it('leads to no orders where they are paused, nobody handles them or no hours are known', async () => {
    const paths = ['?q=brioche', '?avec=orders', '', '/boulangeries'].map((path) => `/commerces${path}`);
    for (const path of paths) {
      const { status, body } = await portal.ask('ici-bourg', path);
      const ordered = [...body.matchAll(/href="\/commerce\/([a-z-]+)-\d+\/commander"/g)].map(
        ([, slug]) => slug,
      );
      expect({ path, status, ordered }).toEqual({ path, status: 200, ordered: ['fournil-des-capucins'] });
      // What is sold by the shop that is paused alone stays in sight, as goods and on its card.
      const kept = [...body.matchAll(/href="[^"]*\/produits\/[^"]*lointaine[^"]*">/g)];
      expect(kept).toHaveLength(path.includes('q=brioche') ? 2 : 0);
    }
    const closed = (await results('q=brioche')).filter(({ name }) => CLOSED.includes(name));
    const sold = closed.map(({ name, products, features }) => ({
      ...{ name, products, orders: features.includes('orders'), sells: features.includes('sells') },
    }));
    expect(new Set(sold)).toEqual(
      new Set(
        CLOSED.map((name) => ({
          ...{ name, orders: false, sells: name === CLOSED[1] },
          products: name === CLOSED[1] ? ['Brioche lointaine'] : [],
        })),
      ),
    );
    for (const { name, url } of closed) {
      const { status, body } = await portal.ask('ici-bourg', `${new URL(url).pathname}/commander`);
      // Who has the page of a paused shop open keeps it, and is told until when.
      expect([name, status]).toEqual([name, name === CLOSED[1] ? 200 : 409]);
      expect(body).not.toMatch(/<option value="\d/);
    }
  });

  it('keeps in sight what a shop sells that pauses its orders, and says so everywhere', async () => {
    const list = (await portal.ask('ici-bourg', '/commerces?q=tarte')).body;
    expect(checkHtml(list, 'fr')).toEqual([]);
    const [goods = ''] = /<ul class="goods">[^]*?<\/ul>/.exec(list) ?? [];
    const [own = '', paused = ''] = goods.split('<li').slice(1);
    expect([own.includes('Tarte aux noix'), own.includes('Commandes en pause')]).toEqual([true, false]);
    expect([paused.includes('Tarte lointaine'), paused.includes('Commandes en pause')]).toEqual([true, true]);

    const found = (await portal.ask('ici-bourg', '/commerces?q=brioche')).body;
    const card = found.split('<article').find((one) => one.includes(CLOSED[1])) ?? '';
    expect([card.includes('Commandes en pause'), card.includes('/commander"')]).toEqual([true, false]);

    const [, path = ''] = /class="goods__name" href="([^"]+lointaine[^"]*)"/.exec(list) ?? [];
    const product = (await portal.ask('ici-bourg', path)).body;
    expect([checkHtml(product, 'fr'), product.includes('Commandes en pause jusqu’à')]).toEqual([[], true]);
    expect([product.includes('schema.org/InStoreOnly'), /value="edit"/.test(product)]).toEqual([true, false]);

    const [listing = ''] = /\/commerce\/[a-z-]+-\d+/.exec(path) ?? [];
    const page = (await portal.ask('ici-bourg', listing)).body;
    expect([checkHtml(page, 'fr'), page.includes('Commandes en pause jusqu’à')]).toEqual([[], true]);
    for (const name of ['Brioche lointaine', 'Tarte lointaine']) expect(page).toContain(name);
    const [verbs = ''] = /<nav class="listing-bar"[^]*?<\/nav>/.exec(page) ?? [];
    expect([verbs.includes('/commander'), page.includes('"OrderAction"')]).toEqual([false, false]);
    const form = (await portal.ask('ici-bourg', `${listing}/commander`)).body;
    expect([form.includes('schema.org/InStoreOnly'), form.includes('schema.org/InStock')]).toEqual([
      true,
      false,
    ]);
    const english = (await portal.ask('ici-bourg', listing.replace('/commerce/', '/en/business/'))).body;
    expect([checkHtml(english, 'en'), english.includes('Orders are paused until')]).toEqual([[], true]);
  });

  it('leads to no orders from the page of another shop', async () => {
    const [closed] = (await results('q=four+sans+personne')).map(({ url }) => new URL(url).pathname);
    const { body } = await portal.ask('ici-bourg', closed ?? '');
    expect(body.match(/[a-z-]+-\d+\/commander/g)).toEqual([expect.stringContaining('fournil-des-capucins')]);
  });

  it('tells programs the same, of the town alone', async () => {
    const found = await results('q=brioche');
    expect(found.map(({ name, products }) => [name, products])).toEqual(
      expect.arrayContaining([
        ['Fournil des Capucins', ['Brioche tressée', '<b>Brioche</b> « au gras »']],
        ['Chez Brioche', []],
      ]),
    );
    expect(await results('q=brioche+feuilletees')).toMatchObject([{ products: ['Brioche feuilletée'] }]);
    expect(await results('q=briohce')).not.toEqual([]);
  });

  it('filters on online ordering, in pages and for programs', async () => {
    const { body } = await portal.ask('ici-bourg', '/en/businesses');
    expect(body).toMatch(/Online ordering/);
    const filtered = await portal.ask('ici-bourg', '/commerces?avec=orders');
    expect([filtered.status, checkHtml(filtered.body, 'fr')]).toEqual([200, []]);
    expect(filtered.body).toContain('Fournil des Capucins');
    expect(filtered.body).not.toContain('Chez Brioche');
    const names = (await results('features=orders')).map(({ name }) => name);
    // Where somebody can order at the moment, and nowhere else.
    expect(names).toEqual(['Fournil des Capucins']);
  });

  it('has no error whatever is searched for among products', async () => {
    for (const text of hostileTexts) {
      const { status } = await portal.ask('ici-bourg', `/commerces?q=brioche+${inQuery(text)}`);
      expect({ text: text.slice(0, 40), isKnown: [200, 414, 422].includes(status) }).toMatchObject({
        isKnown: true,
      });
    }
  });
});
