import { randomBytes, randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';
import { lineValue, type SummaryLine } from '../checkout/order.form';
import { basketOfLines } from './basket-cookie';
import { cookieToStore } from './stored-form';

const HERE = 'ici-bourg';

interface Shop {
  readonly listing: number;
  readonly form: string;
  readonly product: string;
  readonly cookie: string;
}

describe('baskets over several shops', () => {
  let portal: Portal;
  let bakery: Shop;
  let dairy: Shop;

  const shopOf = async (name: string, goods: string, more: Record<string, string> = {}): Promise<Shop> => {
    const { listing, cookie } = await aShopThatMaySell(portal, name);
    const product = randomUUID();
    const fields = {
      id: product,
      name: goods,
      price: '4,20',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
    };
    const space = `/pro/commerces/${String(listing)}`;
    expect((await portal.post(HERE, `${space}/produits`, { ...fields, ...more }, { cookie })).status).toBe(
      303,
    );
    expect((await portal.post(HERE, `${space}/commandes-reglages`, RULES, { cookie })).status).toBe(303);
    return { listing, cookie, product, form: `/commerce/x-${String(listing)}/commander` };
  };
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    bakery = await shopOf('Le Pain du Coin', 'Pain de campagne');
    dairy = await shopOf('La Crèmerie', 'Comté');
  });

  const read = async (path: string, cookie = '', status = 200): Promise<string> => {
    const answer = await portal.ask(HERE, path, cookie === '' ? {} : { headers: { cookie } });
    expect([path, answer.status, checkHtml(answer.body, 'fr')]).toEqual([path, status, []]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    return answer.body;
  };
  /** What the browser stores once it was answered. */
  const storedIn = (headers: Readonly<Record<string, unknown>>): string[] =>
    [headers['set-cookie'] ?? []].flat().map((one) => String(one).split(';')[0] ?? '');
  const stored = async (shop: Shop, quantity = '2', cookie = ''): Promise<string> => {
    const fields = { [`q-${shop.product}`]: quantity, note: 'Bien cuit', do: 'store' };
    const answer = await portal.post(HERE, shop.form, fields, cookie === '' ? {} : { cookie });
    expect([answer.status, answer.headers.location]).toEqual([303, '/paniers']);
    const [own = ''] = storedIn(answer.headers);
    expect(own).toMatch(/^__Host-halles-basket-\d+=./);
    return own;
  };
  const change = async ({ listing, product, cookie }: Shop, fields: Record<string, string>) => {
    const all = {
      name: 'Pain de campagne',
      price: '4,20',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
    };
    const path = `/pro/commerces/${String(listing)}/produits/${product}`;
    const answer = await portal.post(HERE, path, { ...all, ...fields, do: 'save' }, { cookie });
    expect([answer.status, answer.body.match(/notice__list[^]*?<\/ul>/)?.[0]]).toEqual([303, undefined]);
  };
  const sharedFrom = (html: string): string =>
    (/href="(\/panier\?p[^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&#x3D;', '=');

  it('sets no cookie for who only reads, and leads to baskets only who has one', async () => {
    for (const path of ['/', bakery.form, '/paniers'])
      expect(await read(path)).not.toContain('href="/paniers"');
    const nothing = await portal.post(HERE, bakery.form, { [`q-${bakery.product}`]: '0', do: 'edit' });
    expect([nothing.status, nothing.headers['set-cookie']]).toEqual([200, undefined]);
    const cookie = await stored(bakery);
    for (const path of ['/', '/', '/commerces', bakery.form])
      expect(await read(path, cookie)).toContain('href="/paniers">Vos paniers</a>');
    expect(await read('/')).not.toContain('href="/paniers"');
  });

  it('has a slot that was chosen far away, which lists of short steps leave out', async () => {
    const rules = { ...RULES, length: '5', horizon: '60' };
    const settings = `/pro/commerces/${String(bakery.listing)}/commandes-reglages`;
    expect((await portal.post(HERE, settings, rules, { cookie: bakery.cookie })).status).toBe(303);
    const HALF_HOUR = 30 * 60_000;
    // Five minutes past a half-hour.
    const slot = (Math.floor(Date.now() / HALF_HOUR) + 48 * 20) * HALF_HOUR + 5 * 60_000;
    const fields = { [`q-${bakery.product}`]: '2', slot: String(slot), do: 'store' };
    const answer = await portal.post(HERE, bakery.form, fields);
    const [cookie = ''] = storedIn(answer.headers);
    expect(await read(bakery.form, cookie)).not.toContain(`value="${String(slot)}">`);
    const page = await read('/paniers', cookie);
    expect(page).toContain('Créneau choisi');
    expect(page).not.toContain('n’est plus libre');
  });

  it('shows each shop with its goods, its total and its next slot, and fills its form in', async () => {
    const cookies = [await stored(bakery), await stored(dairy, '3')].join('; ');
    const page = await read('/paniers', cookies);
    for (const words of [
      'Le Pain du Coin',
      '8,40\u00a0€',
      'La Crèmerie',
      '12,60\u00a0€',
      'Premier créneau libre',
      'Bien cuit',
    ])
      expect(page).toContain(words);
    const form = await read(bakery.form, cookies);
    expect(form).toContain(
      `name="q-${bakery.product}" type="text" inputmode="numeric" maxlength="40" value="2"`,
    );
    expect(form).toContain('Bien cuit</textarea>');
    expect(form).toContain('Il vous reste un panier à commander');
    const emptied = await portal.post(
      HERE,
      '/paniers',
      { do: `remove-${String(dairy.listing)}` },
      { cookie: cookies },
    );
    expect([emptied.status, String(emptied.headers['set-cookie'])]).toEqual([
      303,
      expect.stringMatching(/-basket-\d+=; Path=\/; Max-Age=0/),
    ]);
  });

  it('tells what changed and drops nothing', async () => {
    const cookie = await stored(bakery);
    await change(bakery, { price: '4,50' });
    expect(await read('/paniers', cookie)).toContain('coûte maintenant 4,50\u00a0€');
    await change(bakery, { price: '4,50', stock: '1' });
    for (const path of ['/paniers', bakery.form]) {
      const page = await read(path, cookie);
      expect(page).toContain('il reste 1 «\u00a0');
      expect(page).toContain(path === '/paniers' ? 'Pas disponible, et pas compté' : 'value="2"');
      // The total is that of what can be had.
      if (path === '/paniers') expect(page).not.toContain('9,00\u00a0€');
    }
    const space = `/pro/commerces/${String(bakery.listing)}`;
    const closed = { ...RULES, isOpen: 'no' };
    expect(
      (await portal.post(HERE, `${space}/commandes-reglages`, closed, { cookie: bakery.cookie })).status,
    ).toBe(303);
    expect(await read('/paniers', cookie)).toContain('ne prend pas de commande en ligne pour le moment');
  });

  it('is gone once it is ordered, and what is left elsewhere is said', async () => {
    const cookies = [await stored(bakery), await stored(dairy)].join('; ');
    const slot = /<option value="(\d{12,14})">/.exec(await read(bakery.form, cookies))?.[1] ?? '';
    const contact = { slot, name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(
      HERE,
      bakery.form,
      { [`q-${bakery.product}`]: '2', ...contact },
      { cookie: cookies },
    );
    expect(storedIn(summary.headers)).toHaveLength(1);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const placed = await portal.post(HERE, action, fieldsIn(summary.body, action), { cookie: cookies });
    expect([placed.status, storedIn(placed.headers)]).toEqual([
      303,
      [`__Host-halles-basket-${String(bakery.listing)}=`],
    ]);
    const [, left = ''] = cookies.split('; ');
    const receipt = await read(String(placed.headers.location), left);
    expect(receipt).toContain('Il vous reste un panier à commander');
    expect(receipt).toContain(`${String(dairy.listing)}/commander">La Crèmerie</a>`);
  });

  it('is shared by a link that holds goods alone, and replaces nothing unless its reader says so', async () => {
    const link = sharedFrom(await read('/paniers', await stored(bakery)));
    const page = await read(link);
    for (const words of ['Un panier chez Le Pain du Coin', '8,40\u00a0€', 'Reprendre ce panier'])
      expect(page).toContain(words);
    expect(page).not.toContain('Bien cuit');
    const taken = await portal.post(HERE, link, { do: 'take' });
    expect([taken.status, storedIn(taken.headers).length]).toEqual([303, 1]);
    expect(taken.headers.location).toMatch(/\/commander$/);

    const own = await stored(bakery, '5');
    expect(await read(link, own)).toContain('Vous avez déjà un panier chez Le Pain du Coin');
    const asked = await portal.post(HERE, link, { do: 'take' }, { cookie: own });
    expect([asked.status, asked.headers['set-cookie'], asked.body.includes('Remplacer mon panier')]).toEqual([
      200,
      undefined,
      true,
    ]);
    for (const [action, quantity] of [
      ['add', '7'],
      ['replace', '2'],
    ] as const) {
      const [now = ''] = storedIn((await portal.post(HERE, link, { do: action }, { cookie: own })).headers);
      expect(await read(bakery.form, now)).toContain(`maxlength="40" value="${quantity}"`);
    }
    const full = await stored(bakery, '998');
    const refused = await portal.post(HERE, link, { do: 'add' }, { cookie: full });
    expect([refused.status, refused.body.includes('trop grand')]).toEqual([409, true]);
  });

  it('is shared without what the shop does not sell: nobody else’s words are signed', async () => {
    const line = (choices: SummaryLine['choices'], unitCents: number): SummaryLine => ({
      ...{ productId: bakery.product, quantity: 1, weight: null, choices, unitCents },
    });
    const made = (lines: readonly SummaryLine[]): string => {
      const basket = basketOfLines({ listingId: bakery.listing, lines });
      return cookieToStore(undefined, basket).split(';')[0] ?? '';
    };
    const foreign = line([{ group: 'Avis', name: 'La mairie ferme' }], 420);
    const unknown = { ...line([], 420), productId: randomUUID() };
    expect(sharedFrom(await read('/paniers', made([foreign, unknown])))).toBe('');
    const page = await read(sharedFrom(await read('/paniers', made([line([], 1), foreign, unknown]))));
    expect(page).toContain('4,20\u00a0€');
    for (const words of ['La mairie ferme', 'n’est plus', 'coûte maintenant'])
      expect(page).not.toContain(words);
  });

  it('that got too large leaves the one that was stored before, and says so', async () => {
    const cookie = await stored(bakery);
    const noise = (bytes: number): string => randomBytes(bytes).toString('base64url');
    const lines = Array.from({ length: 8 }, () => {
      const choices = Array.from({ length: 8 }, () => ({ group: noise(40), name: noise(40) }));
      const seen = { productId: bakery.product, quantity: 1, weight: null, choices, unitCents: 420 };
      return lineValue(seen);
    });
    const fields: [string, string][] = [
      ...lines.map((line): [string, string] => ['line', line]),
      ['note', noise(700)],
      ['do', 'edit'],
    ];
    const form = await portal.post(HERE, bakery.form, fields, { cookie });
    expect([form.status, storedIn(form.headers)]).toEqual([200, []]);
    expect(form.body).toContain('trop grand pour être enregistré');
    const first = await portal.post(HERE, bakery.form, fields);
    expect([first.headers['set-cookie'], first.body.includes('trop grand pour')]).toEqual([undefined, true]);
  });

  it.each([
    ['too-many', 8, 0, 'vous en avez déjà dans 8 commerces'],
    ['too-large', 3, 60, 'trop grand pour être enregistré'],
  ] as const)(
    'that is refused as %s beside %i others changes nothing that is stored, and says so, as its sum is asked and as its customer signs in',
    async (refusal, shops, choices, words) => {
      const noise = (): string => randomBytes(20).toString('base64url');
      const line = {
        ...{ productId: bakery.product, quantity: 1, weight: null, unitCents: 420 },
        choices: Array.from({ length: choices }, () => ({ group: noise(), name: noise() })),
      };
      const others = Array.from({ length: shops }, (_, turn) => {
        const basket = basketOfLines({ listingId: 900_000 + turn, lines: [line] });
        return cookieToStore(undefined, basket).split(';')[0] ?? '';
      });
      // Who has as many as there may be has none here.
      const own = refusal === 'too-many' ? [] : [await stored(bakery)];
      const cookie = [...own, ...others].join('; ');
      const goods = { [`q-${bakery.product}`]: '2' };
      const total = await portal.post(HERE, `${bakery.form}/total`, goods, { cookie });
      expect([total.status, storedIn(total.headers)]).toEqual([200, []]);
      expect(JSON.parse(total.body)).toMatchObject({ words: 'total', count: 2, notStored: refusal });
      const signIn = await portal.post(HERE, bakery.form, { ...goods, do: 'sign-in' }, { cookie });
      expect([signIn.status, storedIn(signIn.headers)]).toEqual([409, []]);
      expect(signIn.body).toContain(words);
      expect(signIn.body).toContain('value="2" placeholder');
    },
  );

  it('says of a link that is broken, of another portal or too old that it is', async () => {
    const link = sharedFrom(await read('/paniers', await stored(bakery)));
    for (const bad of [
      '/panier',
      '/panier?p=',
      `${link}x`,
      link.replace('p=', 'p=1'),
      `/panier?p=${'a'.repeat(5_000)}`,
      `${link}&p=1`,
    ])
      expect(await read(bad, '', 404)).toContain('Ce lien de panier n’est pas complet');
    expect((await portal.ask(portal.world.there.tenant.slug, link)).status).toBe(404);
  });

  it('refuses a ninth shop and tampered cookies in words', async () => {
    const others = Array.from(
      { length: 8 },
      (_, index) => (bakeryCookie: string) =>
        bakeryCookie.replace(/basket-\d+/, `basket-${String(900_000 + index)}`),
    );
    const one = await stored(bakery);
    const cookie = others.map((make) => make(one)).join('; ');
    const refused = await portal.post(
      HERE,
      dairy.form,
      { [`q-${dairy.product}`]: '1', do: 'store' },
      { cookie },
    );
    expect([refused.status, refused.body.includes('Vous avez déjà un panier dans 8 commerces')]).toEqual([
      409,
      true,
    ]);
    expect(await read('/paniers', cookie)).toContain('Un commerce qui n’est plus sur ce portail');
    expect(await read('/paniers', `${one.slice(0, -4)}!!`)).toContain('Vous n’avez aucun panier');
  });
});
