import { randomUUID } from 'node:crypto';
import { CatalogueService } from '@halles/domain/catalogue';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { unlikeVariants } from '@halles/testing/orders';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ELSEWHERE = 'autre-ville';
const SHIRT = {
  name: 'T-shirt',
  price: '15',
  isAvailable: 'yes',
  vat: 'standard',
  withdrawal: 'right',
  variants: 'Taille : S, M\r\nGoût : <i>rouge, bleu',
};

describe('a product that is sold in variants', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let shirt: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal, 'Le Fil Rouge'));
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    shirt = randomUUID();
    const added = await asMerchant('/produits', { id: shirt, ...SHIRT });
    expect(added.headers.location).toBe(`${space()}/produits-tableau?produit=${shirt}&fait=variants`);
  });

  afterEach(async () => {
    const catalogue = portal.app.get(CatalogueService, { strict: false });
    expect(unlikeVariants(await catalogue.list(portal.world.here, listing))).toEqual([]);
  });

  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  /** Says in what the shirt is sold, as who saw what it was added with. */
  const change = (variants: string, more: Record<string, string> = {}) =>
    asMerchant(`/produits/${shirt}`, {
      ...{ ...SHIRT, price: '15,00', shownVariants: SHIRT.variants, variants, do: 'save' },
      ...more,
    });
  /** What the button of a summary sends, and where to. */
  const hiddenIn = (html: string): { action: string; fields: Record<string, string> } => {
    const action = /action="([^"]+\/confirmer)"/.exec(html)?.[1] ?? '';
    const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
    const fields = [...(form.split('</form>')[0] ?? '').matchAll(/<input [^>]*name="([^"]+)"[^>]*>/g)];
    return {
      action,
      fields: Object.fromEntries(
        fields.map(([input, name = '']) => [name, /value="([^"]*)"/.exec(input)?.[1] ?? '']),
      ),
    };
  };
  const options = (html: string): string[] =>
    [...html.matchAll(/<option value="([0-9a-f-]{36})"[^>]*>([^<]*)</g)].map(([, , label = '']) => label);
  const variantIds = (html: string): string[] =>
    [...html.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
  const basket = async (more: Record<string, string>) => ({
    slot: /<option value="(\d{12,14})">/.exec(await read(shop()))?.[1] ?? '',
    name: 'Odile Martin',
    email: 'odile@example.org',
    phone: '',
    note: '',
    ...more,
  });

  it('has a table of prices of its own, in which a name is said of all variants', async () => {
    const path = `${space()}/produits-tableau?produit=${shirt}`;
    const page = await read(path, true);
    const fields = Object.fromEntries(
      [...page.matchAll(/<input [^>]*name="([a-zA-Z]+-\d+)"[^>]*value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [
          name,
          value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
        ],
      ),
    );
    expect(Object.keys(fields).filter((name) => name.startsWith('price-'))).toHaveLength(4);
    // The name and the section are said once, on the page of the product.
    expect(Object.keys(fields).filter((name) => /^(?:name|section)-/.test(name))).toEqual([]);
    const sent = await portal.post(
      HERE,
      path,
      { ...fields, 'name-0': 'Maillot', 'price-2': '17', 'stock-2': '1', 'stock-3': '0' },
      { cookie },
    );
    expect(sent.headers.location).toBe(`${space()}/produits-tableau?produit=${shirt}&fait=saved`);
    expect(options(await read(shop()))).toEqual([
      'S, &lt;i&gt;rouge, 15,00\u00a0€',
      'S, bleu, 15,00\u00a0€',
      'M, &lt;i&gt;rouge, 17,00\u00a0€ (Plus qu’un)',
      'M, bleu, 15,00\u00a0€ (épuisé)',
    ]);
    expect(await read(shop())).toContain('à partir de 15,00\u00a0€');
    const differ: Record<string, string> = { ...fields, 'name-0': 'Pull', 'name-1': 'Gilet' };
    for (const row of [0, 1, 2, 3])
      differ[`shown-${String(row)}`] = (differ[`shown-${String(row)}`] ?? '').replace('T-shirt', 'Maillot');
    expect((await portal.post(HERE, path, differ, { cookie })).status).toBe(422);
  });

  it('is ordered in the variant that was chosen, and in none that was not', async () => {
    const ids = variantIds(await read(shop()));
    const none = await portal.post(HERE, shop(), await basket({ [`q-${shirt}`]: '2', [`v-${shirt}`]: '' }));
    expect(none.status).toBe(422);
    expect(none.body).toContain('T-shirt\u00a0: Choisissez la variante.');
    for (const nonsense of ['x', randomUUID().replaceAll('-', '_'), '<i>'])
      expect(
        (await portal.post(HERE, shop(), await basket({ [`q-${shirt}`]: '2', [`v-${shirt}`]: nonsense })))
          .status,
      ).toBe(422);
    const unknown = await basket({ [`q-${shirt}`]: '2', [`v-${shirt}`]: randomUUID() });
    expect((await portal.post(HERE, shop(), unknown)).status).toBe(409);
    const summary = await portal.post(
      HERE,
      shop(),
      await basket({ [`q-${shirt}`]: '2', [`v-${shirt}`]: ids[3] ?? '' }),
    );
    expect([summary.status, checkHtml(summary.body, 'fr')]).toEqual([200, []]);
    expect(summary.body).toContain('T-shirt – M, bleu');
    expect(summary.body).toContain(`value="${ids[3] ?? ''}:2:1500:"`);
    const edit = await portal.post(HERE, shop(), { do: 'edit', line: `${ids[3] ?? ''}:2:1500:` });
    expect(edit.body).toMatch(new RegExp(`<option value="${ids[3] ?? ''}" selected`));
  });

  it('tells who read one variant that another stands in its place, and what is in it now', async () => {
    const [, , medium = ''] = variantIds(await read(shop()));
    const sent = await basket({ [`q-${shirt}`]: '1', [`v-${shirt}`]: medium });
    const summary = await portal.post(HERE, shop(), sent);
    const { action, fields } = hiddenIn(summary.body);
    await change('Taille : S, XL\nGoût : <i>rouge, bleu', { allergens: 'nuts' });
    const placed = await portal.post(HERE, action, fields);
    expect([placed.status, checkHtml(placed.body, 'fr')]).toEqual([409, []]);
    for (const said of ['s’appelle maintenant «\u00a0T-shirt – XL, &lt;i&gt;rouge\u00a0»', 'fruits à coque)'])
      expect(placed.body).toContain(said);
    // What says nothing of it is no summary.
    const before = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'seen'));
    expect((await portal.post(HERE, action, before)).status).toBe(409);
  });

  it('is not turned into another by who changes variants that are others by now', async () => {
    await change('Taille : S, L\nGoût : <i>rouge, bleu');
    const late = await change('Taille : XS, M\nGoût : <i>rouge, bleu');
    expect([late.status, checkHtml(late.body, 'fr')]).toEqual([409, []]);
    expect(late.body).toContain(
      'Les variantes ont changé pendant que vous écriviez\u00a0: Taille\u00a0: S, L',
    );
    expect(late.body).toContain('Taille : XS, M');
    expect(options(await read(shop())).map((label) => label.slice(0, 2))).toEqual(['S,', 'S,', 'L,', 'L,']);
    const now = /name="shownVariants" value="([^"]*)"/.exec(late.body)?.[1]?.replaceAll('&lt;', '<') ?? '';
    expect(
      (await change('Taille : XS, M\nGoût : <i>rouge, bleu', { shownVariants: now.replaceAll('&gt;', '>') }))
        .status,
    ).toBe(303);
    // Sent twice, it is so already.
    expect((await change('Taille : XS, M\nGoût : <i>rouge, bleu')).status).toBe(303);
  });

  it('is counted by nobody where a new product has several', async () => {
    const id = randomUUID();
    await asMerchant('/produits', { ...SHIRT, id, name: 'Pull', stock: '10', variants: 'Taille : S, M, L' });
    const table = await read(`${space()}/produits-tableau?produit=${id}`, true);
    const stocks = [...table.matchAll(/name="stock-\d+"[^>]*value="([^"]*)"/g)].map(([, stock]) => stock);
    expect(stocks).toEqual(['', '', '']);
  });

  it('leaves a way out where the variant of a row is taken off sale', async () => {
    const [small = '', , medium = ''] = variantIds(await read(shop()));
    expect(small).toBe(shirt);
    await asMerchant(`/produits/${shirt}`, { do: 'archiveVariant' });
    const gone = await portal.post(
      HERE,
      shop(),
      await basket({ [`q-${shirt}`]: '2', [`v-${shirt}`]: shirt }),
    );
    expect([gone.status, checkHtml(gone.body, 'fr')]).toEqual([409, []]);
    expect(gone.body).toMatch(/Retiré de votre panier[^<]*T-shirt – S, &lt;i&gt;rouge/);
    expect(gone.body).not.toContain(`-${shirt}"`);
    // Chosen in its row, another variant keeps its number.
    const other = { [`q-${shirt}`]: '2', [`v-${shirt}`]: medium };
    const without = await portal.post(HERE, shop(), await basket({ ...other, slot: '' }));
    expect(without.status).toBe(422);
    expect(without.body).toMatch(new RegExp(`name="q-${medium}"[^>]*value="2"`));
    expect(without.body).toMatch(new RegExp(`<option value="${medium}" selected`));
    expect(without.body).not.toContain(`-${shirt}"`);
    const rows = Object.fromEntries(
      [`q-${medium}`, `v-${medium}`].map((name, index) => [name, index === 0 ? '2' : medium]),
    );
    const summary = await portal.post(HERE, shop(), await basket(rows));
    expect(summary.body).toContain(`value="${medium}:2:1500:"`);
  });

  it('tells machines of a group with its variants', async () => {
    const json =
      /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(await read(shop()))?.[1] ?? '';
    const graph: unknown = JSON.parse(json);
    const [catalogue] = [graph].flat() as [{ itemListElement: object[] }];
    expect(catalogue.itemListElement).toMatchObject([
      {
        '@type': 'ProductGroup',
        name: 'T-shirt',
        productGroupID: shirt,
        variesBy: ['https://schema.org/size', 'Goût'],
        hasVariant: [
          { name: 'T-shirt – S, <i>rouge', size: 'S', offers: { '@type': 'Offer', price: '15.00' } },
          { additionalProperty: [{ name: 'Goût', value: 'bleu' }] },
          { size: 'M' },
          { size: 'M' },
        ],
      },
    ]);
  });

  it('gains and loses variants in its form, and one of them by itself', async () => {
    const form = {
      ...SHIRT,
      price: '15,00',
      shownVariants: SHIRT.variants,
      variants: 'Taille : S, M, L\nGoût : <i>rouge, bleu',
    };
    const path = `/produits/${shirt}`;
    expect((await asMerchant(path, { ...form, do: 'save' })).headers.location).toContain('fait=variants');
    expect(options(await read(shop()))).toHaveLength(6);
    expect(await read(space() + path, true)).toContain('aria-current="page"');
    const removed = await asMerchant(path, { do: 'archiveVariant' });
    expect(removed.headers.location).toContain('fait=archiveVariant');
    const left = variantIds(await read(shop()));
    expect(left).toHaveLength(5);
    expect(await read(removed.headers.location as string, true)).toContain('Cette variante est retirée');
    expect(
      (await asMerchant(`/produits/${left[0] ?? ''}`, { ...form, variants: 'grand', do: 'save' })).status,
    ).toBe(422);
    await asMerchant(`/produits/${left[0] ?? ''}`, { do: 'archive' });
    expect(options(await read(shop()))).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const other = await signInAs(portal.world, portal.world.there, { grants: [] });
    const path = `${space()}/produits/${shirt}`;
    const asked = await portal.ask(ELSEWHERE, path, { headers: { cookie: other.cookie } });
    expect([403, 404]).toContain(asked.status);
    const sent = await portal.post(ELSEWHERE, path, { do: 'archiveVariant' }, { cookie: other.cookie });
    expect([403, 404]).toContain(sent.status);
    expect(options(await read(shop()))).toHaveLength(4);
  });

  it('is not of another shop of the town either', async () => {
    const here = portal.world.here;
    const [own = 0] = await writeListings(portal.world, here, [{ source: 'sirene', facts: {} }]);
    const neighbour = await signInAs(portal.world, here, { grants: [{ listingId: own }] });
    const asNeighbour = (path: string, fields: Record<string, string>) =>
      portal.post(HERE, `/pro/commerces/${String(own)}${path}`, fields, { cookie: neighbour.cookie });
    const before = options(await read(shop()));
    const [, , medium = ''] = variantIds(await read(shop()));
    for (const id of [shirt, medium]) {
      const path = `/pro/commerces/${String(own)}/produits/${id}`;
      const asked = await portal.ask(HERE, path, { headers: { cookie: neighbour.cookie } });
      expect(asked.status).toBe(404);
      const fields = { ...SHIRT, name: 'Pris', shownVariants: SHIRT.variants, variants: 'Taille : S' };
      for (const button of ['save', 'archive', 'archiveVariant', 'duplicate'])
        expect([button, (await asNeighbour(`/produits/${id}`, { ...fields, do: button })).status]).toEqual([
          button,
          404,
        ]);
      const row = { 'id-0': id, 'shown-0': '{}', 'name-0': 'Pris', 'price-0': '1', 'stock-0': '0' };
      for (const table of ['/produits-tableau', `/produits-tableau?produit=${id}`]) {
        const sent = await asNeighbour(table, row);
        expect([sent.status, sent.body.includes('T-shirt')]).toEqual([409, false]);
      }
    }
    expect(options(await read(shop()))).toEqual(before);
    expect(await read(shop())).not.toContain('Pris');
  });
});
