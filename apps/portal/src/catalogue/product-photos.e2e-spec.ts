import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, type FormFile, GENEROUS, multipartForm } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const LOAF = {
  name: 'Pain de campagne',
  price: '4,20',
  isAvailable: 'yes',
  vat: 'reduced',
  withdrawal: 'perishable',
};

describe('the products of a shop have photos', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const products = (): string => `/pro/commerces/${String(listing)}/produits`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    const rules = await portal.post(HERE, `/pro/commerces/${String(listing)}/commandes-reglages`, RULES, {
      cookie,
    });
    expect(rules.status).toBe(303);
  });

  const read = async (path: string, signedIn = true): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const post = (path: string, fields: Record<string, string>) => portal.post(HERE, path, fields, { cookie });
  /** @returns the id of the product */
  const added = async (more: Record<string, string> = {}): Promise<string> => {
    const id = randomUUID();
    expect((await post(products(), { id, ...LOAF, ...more })).status).toBe(303);
    return id;
  };

  const send = (id: string, files: readonly FormFile[], fields: Record<string, string> = {}) => {
    const { body, headers } = multipartForm(fields, files);
    return portal.ask(HERE, `${products()}/${id}/photo`, {
      method: 'POST',
      body,
      headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' },
    });
  };
  const aFile = (bytes: Buffer): FormFile => ({ field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes });
  const shownIn = (page: string): string =>
    /<div class="order__picture">.*?<img src="([^"]+)"/s.exec(page)?.[1] ?? '';

  it('on the page that orders, of a fixed size and lazily, and not among those of the place', async () => {
    const loaf = await added();
    const picture = await aPicture().jpeg().toBuffer();
    const sent = await send(loaf, [aFile(picture)], { alt: 'Une miche <b>dorée</b>' });
    expect([sent.status, sent.headers.location]).toEqual([303, `${products()}/${loaf}?fait=photo`]);
    const page = await read(shop(), false);
    expect(page).toMatch(
      /<img src="\/media\/photos\/\d+\/[\w.-]+" alt="Une miche &lt;b&gt;dorée&lt;\/b&gt;" width="\d+" height="\d+" loading="lazy"/,
    );
    expect((await portal.ask(HERE, shownIn(page))).status).toBe(200);
    expect((await portal.ask('autre-ville', shownIn(page))).status).toBe(404);
    const place = await read(`/commerce/le-pain-du-coin-${String(listing)}`, false);
    expect(place).not.toContain('class="listing-photos"');
    expect(shownIn(place)).toBe(shownIn(page));
    const history = await read(`/pro/commerces/${String(listing)}/historique`);
    expect(history).toContain('Photo d’un produit ajoutée\u00a0: Pain de campagne');
    expect(await read(`/pro/commerces/${String(listing)}/photos`)).not.toContain('/media/photos/');
  });

  /** Forms of its photos on the page of a product, in their order. */
  const formsOf = (page: string): string[] =>
    [...page.matchAll(/<form class="album__words" action="([^"]+)"/g)].map(([, action = '']) => action);
  const filesOf = (page: string): string[] =>
    [...page.matchAll(/<img src="(\/media\/photos\/[^"]+)"/g)].map(([, src = '']) => src);

  it('several, in an order of their own, the first in lists, all on the page of the product', async () => {
    const loaf = await added();
    const picture = await aPicture().jpeg().toBuffer();
    const editor = `${products()}/${loaf}`;
    for (const alt of ['Miche', 'Mie', 'Croûte']) await send(loaf, [aFile(picture)], { alt });
    const page = await read(editor);
    const [first = '', second = '', third = ''] = formsOf(page);
    expect([checkHtml(page, 'fr'), formsOf(page).length]).toEqual([[], 3]);
    const files = filesOf(page);
    expect(shownIn(await read(shop(), false))).toBe(files[0]);
    expect((await post(third, { do: 'first' })).headers.location).toBe(`${editor}?fait=photoMoved`);
    expect(formsOf(await read(editor))).toEqual([third, first, second]);
    expect(shownIn(await read(shop(), false))).toBe(files[2]);
    await post(third, { do: 'later' });
    await post(second, { do: 'earlier' });
    expect(formsOf(await read(editor))).toEqual([first, second, third]);
    // Of the language of the page that it is typed on; the other keeps its own.
    const english = second
      .replace('/pro/commerces/', '/en/pro/businesses/')
      .replace('/produits/', '/products/');
    expect((await post(english, { alt: 'Crumb' })).status).toBe(303);
    expect((await post(second, { alt: ' Mie  alvéolée ' })).headers.location).toContain('photoDescribed');
    const sold = await portal.ask(HERE, `/commerce/le-pain-du-coin-${String(listing)}/produits/${loaf}`);
    const product = await read(String(sold.headers.location), false);
    expect(checkHtml(product, 'fr')).toEqual([]);
    expect(
      [...product.matchAll(/<img src="\/media\/photos\/[^"]+" alt="([^"]*)"/g)].map(([, alt]) => alt),
    ).toEqual(['Miche', 'Mie alvéolée', 'Croûte']);
    const { image } = /"@type":"Product".*?"image":(?<image>\[[^\]]+\])/.exec(product)?.groups ?? {};
    expect(JSON.parse(String(image))).toHaveLength(3);
    for (const file of filesOf(product))
      expect([(await portal.ask(HERE, file)).status, (await portal.ask('autre-ville', file)).status]).toEqual(
        [200, 404],
      );
  });

  it('until one is taken off, or the product is', async () => {
    const loaf = await added();
    const picture = await aPicture().jpeg().toBuffer();
    for (let at = 0; at < 2; at += 1) await send(loaf, [aFile(picture)]);
    const page = await read(`${products()}/${loaf}`);
    const [first = '', second = ''] = filesOf(page);
    const [form = ''] = formsOf(page);
    expect((await post(form, { do: 'remove' })).headers.location).toBe(
      `${products()}/${loaf}?fait=photoRemoved`,
    );
    expect(shownIn(await read(shop(), false))).toBe(second);
    expect((await portal.ask(HERE, first)).status).toBe(404);
    expect((await post(form, { do: 'remove' })).status).toBe(404);
    await post(`${products()}/${loaf}`, { do: 'archive' });
    expect((await portal.ask(HERE, second)).status).toBe(404);
  });

  it('five, after which there is no form of another', async () => {
    const loaf = await added();
    const picture = await aPicture().jpeg().toBuffer();
    for (let at = 0; at < 5; at += 1) await send(loaf, [aFile(picture)]);
    const page = await read(`${products()}/${loaf}`);
    expect(page).toContain('Ce produit a 5 photos');
    expect(page).not.toContain('id="photo-file"');
    const refused = await send(loaf, [aFile(picture)]);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    expect(refused.body).toContain('href="#product-photos"');
    expect(formsOf(await read(`${products()}/${loaf}`))).toHaveLength(5);
  });

  it('each with a description that is not too long, changed with its own product alone', async () => {
    const [loaf, other] = [await added(), await added({ name: 'Brioche' })];
    await send(loaf, [aFile(await aPicture().jpeg().toBuffer())], { alt: 'Miche' });
    const [form = ''] = formsOf(await read(`${products()}/${loaf}`));
    const long = await post(form, { alt: 'x'.repeat(201) });
    expect([long.status, checkHtml(long.body, 'fr')]).toEqual([422, []]);
    expect(long.body).toContain('Décrivez la photo en 200 caractères au plus.');
    expect(long.body).toContain('x'.repeat(201));
    for (const path of [
      form.replace(loaf, other),
      form.replace(loaf, randomUUID()),
      form.replace(/[^/]+$/, '1'),
    ])
      expect((await post(path, { do: 'remove' })).status).toBe(404);
    expect(formsOf(await read(`${products()}/${loaf}`))).toEqual([form]);
  });

  it('and not what is none: the page says what is wrong', async () => {
    const loaf = await added();
    for (const [files, status, said] of [
      [[], 422, 'Choisissez une photo.'],
      [[aFile(Buffer.from('<svg onload=alert(1)>'))], 415, 'photo-file-error'],
      [[{ ...aFile(Buffer.alloc(0)), name: '' }], 422, 'Choisissez une photo.'],
      [[aFile(Buffer.alloc(0))], 415, 'photo-file-error'],
    ] as const) {
      const answer = await send(loaf, files);
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([status, []]);
      expect(answer.body).toContain(said);
    }
    expect((await send(randomUUID(), [])).status).toBe(404);
    expect((await send('1', [])).status).toBe(404);
    expect(shownIn(await read(shop(), false))).toBe('');
  });
});
