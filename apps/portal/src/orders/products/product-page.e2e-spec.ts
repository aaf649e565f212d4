import { randomUUID } from 'node:crypto';
import { required } from '@halles/kernel';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('the page of a product', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const shop = (): string => `/commerce/le-pain-du-coin-${String(listing)}`;
  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, `/pro/commerces/${listing}${path}`, fields, { cookie });

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const opened = async (more: Record<string, string> = {}): Promise<string> => {
    const id = randomUUID();
    const loaf = {
      id,
      name: 'Pain de campagne',
      description: 'Au levain, cuit au feu de bois.',
      price: '4,20',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
      allergens: 'gluten',
      content: '500 g',
    };
    expect((await asMerchant('/produits', { ...loaf, ...more })).status).toBe(303);
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    return id;
  };
  const pageOf = (id: string): string => `${shop()}/produits/pain-de-campagne-${id}`;
  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path);
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const jsonLdOf = (html: string): Record<string, unknown>[] =>
    [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
      .map(([, text = '']) => JSON.parse(text) as Record<string, unknown>)
      .flat();

  it('says what it costs and contains, for people and for machines, and may be found', async () => {
    const id = await opened({ stock: '3' });
    const html = await read(pageOf(id));
    const plain = html.replaceAll(/[\u00a0\u202f]/g, ' ');
    for (const words of [
      'Pain de campagne',
      'Au levain, cuit au feu de bois.',
      '4,20 €',
      '8,40 € le kilo',
      'TVA 5,5 % comprise',
      'gluten',
      'Plus que 3',
      'Pas de droit de rétractation pour les produits qui se périment vite',
      'Le Pain du Coin',
      'Ouvert',
    ])
      expect(plain).toContain(words);
    expect(html).not.toContain('noindex');
    expect(html).toContain(
      `hreflang="en" href="http://ici-bourg.localhost/en/business/le-pain-du-coin-${listing}`,
    );
    const product = required(
      jsonLdOf(html).find((one) => one['@type'] === 'Product'),
      'what machines read',
    );
    expect(product).toMatchObject({
      name: 'Pain de campagne',
      offers: { price: '4.20', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
    });
    await read(`/en/business/le-pain-du-coin-${listing}/products/pain-de-campagne-${id}`);
  });

  it('leads into an order of it, with the choices that were made', async () => {
    const id = await opened();
    const html = await read(pageOf(id));
    expect(html).toContain(`action="${shop()}/commander#name-q-${id}"`);
    const form = await portal.post(HERE, `${shop()}/commander`, {
      product: id,
      [`q-${id}`]: '2',
      do: 'edit',
    });
    expect(form.status).toBe(200);
    expect(form.body).toMatch(new RegExp(`name="q-${id}"[^>]*value="2"`));
  });

  it('asks for a choice that must be made, and keeps what was typed', async () => {
    const id = await opened({
      'option-name-1': 'Coupe',
      'option-least-1': '1',
      'option-most-1': '1',
      'option-list-1': 'Entier\r\nTranché ; +0,20 €',
    });
    const html = await read(pageOf(id));
    expect(html.match(/<input [^>]*name="o-[^>]* required>/g)).toHaveLength(2);
    const send = (more: Record<string, string>) =>
      portal.post(HERE, `${shop()}/commander`, { product: id, [`q-${id}`]: '3', do: 'edit', ...more });
    const refused = await send({});
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect(refused.body).toContain('class="product__price"');
    expect(refused.body).toContain('<title>Erreur');
    expect(refused.body.replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(
      new RegExp(`<a href="#q-${id}">Choisissez «.Coupe`),
    );
    expect(refused.body).toMatch(new RegExp(`name="q-${id}"[^>]*value="3"`));
    expect(refused.body.match(/<fieldset class="fieldset order__row"/g)).toHaveLength(1);
    expect(refused.headers['set-cookie']).toBeUndefined();
    const name = required(/name="(o-[^"]*)"/.exec(html)?.[1], 'a field of choices');
    const chosen = await send({ [name]: '[["Coupe","Tranché"]]' });
    expect(chosen.status).toBe(200);
    expect(chosen.body).not.toContain('class="product__price"');
    expect(chosen.body).toMatch(new RegExp(`name="q-${id}"[^>]*value="3"`));
  });

  it('asks for a variant, and says where more is wanted than is left', async () => {
    const id = await opened({ variants: 'Taille : S, M' });
    const html = await read(pageOf(id));
    expect(html).toMatch(/<select [^>]*name="v-[^>]* required/);
    const send = (more: Record<string, string>) =>
      portal.post(HERE, `${shop()}/commander`, { product: id, [`q-${id}`]: '2', do: 'edit', ...more });
    const name = required(/<select [^>]*name="(v-[^"]*)"/.exec(html)?.[1], 'the field of variants');
    const refused = await send({ [name]: '' });
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect(refused.body).toContain('class="product__price"');
    const few = await opened({ stock: '3' });
    const tooMany = await portal.post(HERE, `${shop()}/commander`, {
      ...{ product: few, [`q-${few}`]: '9', do: 'edit' },
    });
    expect([tooMany.status, checkHtml(tooMany.body, 'fr')]).toEqual([422, []]);
    expect(tooMany.body.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Il n’en reste que 3.');
    expect(tooMany.body).toMatch(new RegExp(`name="q-${few}"[^>]*value="9"`));
    // Of what has no page any more, the form of the shop tells.
    await asMerchant(`/produits/${few}`, { do: 'archive' });
    const gone = await portal.post(HERE, `${shop()}/commander`, {
      ...{ product: few, [`q-${few}`]: '1', do: 'edit' },
    });
    expect([gone.status, gone.body.includes('id="products"')]).toEqual([200, true]);
  });

  it('is added to what the browser stores of the shop already', async () => {
    const [id, other] = [await opened(), await opened({ name: 'Brioche' })];
    const add = (product: string, quantity: string, cookies: string) =>
      portal.post(
        HERE,
        `${shop()}/commander`,
        { product, [`q-${product}`]: quantity, do: 'edit' },
        { cookie: cookies },
      );
    const stored = ({ headers }: Awaited<ReturnType<typeof add>>): string =>
      [headers['set-cookie'] ?? []]
        .flat()
        .map((one) => one.split(';')[0])
        .join('; ');
    const first = await add(id, '2', '');
    const second = await add(other, '1', stored(first));
    expect(second.body).toMatch(new RegExp(`name="q-${id}"[^>]*value="2"`));
    expect(second.body).toMatch(new RegExp(`name="q-${other}"[^>]*value="1"`));
    const third = await add(id, '3', stored(second));
    expect(third.body).toMatch(new RegExp(`name="q-${id}"[^>]*value="5"`));
  });

  it('shows the page of the order form that the product is on', async () => {
    const last = await opened();
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO product (id, listing_id, name, description, price_cents, vat, is_available, notice_days, withdrawal,
                              labels, options, position, created_at, updated_at)
         SELECT gen_random_uuid(), $1, 'Produit ' || at, '', 100, 'reduced', true, 0, 'perishable', '{}', '[]', at - 1000, now(), now()
           FROM generate_series(1, 120) at`,
        [listing],
      ),
    );
    const form = await portal.post(HERE, `${shop()}/commander`, {
      product: last,
      [`q-${last}`]: '1',
      do: 'edit',
    });
    expect(form.body).toContain(`id="name-q-${last}"`);
  });

  it('has one address, whatever leads there', async () => {
    const id = await opened();
    for (const path of [`${shop()}/produits/${id}`, `/commerce/autre-${listing}/produits/ancien-nom-${id}`]) {
      const { status, headers } = await portal.ask(HERE, path);
      expect([status, headers['location']]).toEqual([301, pageOf(id)]);
    }
  });

  it('is of all variants, each at its price', async () => {
    const id = await opened({ variants: 'Taille : S, M' });
    const html = await read(pageOf(id));
    expect(html).toContain('<option value="');
    const group = jsonLdOf(html).find((one) => one['@type'] === 'ProductGroup');
    expect(group).toMatchObject({ hasVariant: [{}, {}] });
  });

  it('is gone once it is sold no more, and not there where it never was or nobody takes orders', async () => {
    const id = await opened();
    const other = randomUUID();
    expect((await portal.ask(HERE, pageOf(other))).status).toBe(404);
    expect((await portal.ask(HERE, `${shop()}/produits/pain`)).status).toBe(404);
    expect((await portal.ask('autre-ville', pageOf(id))).status).toBe(404);
    expect((await asMerchant('/commandes-reglages', { ...RULES, isOpen: 'no' })).status).toBe(303);
    expect((await portal.ask(HERE, pageOf(id))).status).toBe(404);
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    expect((await asMerchant(`/produits/${id}`, { do: 'archive' })).status).toBe(303);
    expect((await portal.ask(HERE, pageOf(id))).status).toBe(410);
  });

  it('says that it is sold out, or that the shop is paused, and offers nothing then', async () => {
    const id = await opened({ stock: '0' });
    const out = await read(pageOf(id));
    expect(out).toContain('Épuisé');
    expect(out).not.toContain(`name="q-${id}"`);
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        `UPDATE ordering_settings SET paused_until = now() + interval '1 day' WHERE listing_id = $1`,
        [listing],
      ),
    );
    const paused = await read(pageOf(id));
    expect(paused).toContain('notice--warning');
    expect(paused).toContain('Commandes en pause jusqu’à');
    expect(paused).not.toContain('value="edit"');
    // Sold out as before: what is left would be had in the shop alone.
    expect(jsonLdOf(paused).find((one) => one['@type'] === 'Product')).toMatchObject({
      offers: { availability: 'https://schema.org/OutOfStock' },
    });
  });

  it('is led to by the page of its shop and by the sitemap', async () => {
    const id = await opened({ section: 'Pains' });
    const html = await read(shop());
    expect(html).toContain(`<a href="${pageOf(id)}">Pain de campagne</a>`);
    expect(html).toContain(`<a class="arrow-link" href="${shop()}/commander">`);
    const index = (await portal.ask(HERE, '/sitemap.xml')).body;
    const files = [...index.matchAll(/\/sitemaps\/produits-\d+\.xml/g)].map(([file]) => file);
    const all = await Promise.all(files.map(async (file) => (await portal.ask(HERE, file)).body));
    expect(all.join('')).toContain(`<loc>http://ici-bourg.localhost${pageOf(id)}</loc>`);
    expect((await portal.ask(HERE, `/sitemaps/produits-${files.length + 1}.xml`)).status).toBe(404);
    expect((await portal.ask('autre-ville', '/sitemaps/produits-1.xml')).status).toBe(404);
  });

  it('stands among the first of its shop only, whatever that sells in all', async () => {
    await opened();
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO product (id, listing_id, name, description, price_cents, vat, is_available, notice_days, withdrawal,
                              labels, options, position, created_at, updated_at)
         SELECT gen_random_uuid(), $1, 'Produit ' || at, '', 100, 'reduced', true, 0, 'perishable', '{}', '[]', at, now(), now()
           FROM generate_series(1, 300) at`,
        [listing],
      ),
    );
    expect((await read(shop())).match(/class="listing-products__one"/g)).toHaveLength(8);
  });
});
