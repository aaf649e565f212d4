import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const RULES = { isOpen: 'yes', kind: 'order', length: '30', notice: '0', orders: '', horizon: '7' };
const LOAF = {
  name: 'Pain de campagne',
  price: '4,20',
  isAvailable: 'yes',
  vat: 'reduced',
  withdrawal: 'perishable',
};

/** What stands in the elements of a kind, in their order. */
const inside = (html: string, before: string): string[] =>
  [...html.matchAll(new RegExp(`${before}[^>]*>([^<]*)<`, 'g'))].map(([, text = '']) => text);

describe('the products of a shop', () => {
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
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
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

  describe('in sections', () => {
    it('stand under headings that a list leads to, where there are several', async () => {
      await added({ section: 'Pains' });
      expect(await read(shop(), false)).not.toContain('href="#section-1"');
      await added({ name: 'Brioche', section: 'Viennoiseries <i>' });
      await added({ name: 'Sac en papier', section: '' });
      await added({ name: 'Seigle', section: 'Pains' });
      const page = await read(shop(), false);
      expect(inside(page, '<h2 id="section-\\d"')).toEqual([
        'Pains',
        'Viennoiseries &lt;i&gt;',
        'Autres produits',
      ]);
      expect(inside(page, '<a href="#section-\\d"')).toEqual([
        'Pains',
        'Viennoiseries &lt;i&gt;',
        'Autres produits',
      ]);
      expect(inside(page, '<p class="order__name"')).toEqual([
        'Pain de campagne',
        'Seigle',
        'Brioche',
        'Sac en papier',
      ]);
    });

    it('are put further up, one product or a whole section, by a button', async () => {
      const loaf = await added({ section: 'Pains' });
      const rye = await added({ name: 'Seigle', section: 'Pains' });
      const brioche = await added({ name: 'Brioche', section: 'Viennoiseries' });
      const shown = async () => inside(await read(shop(), false), '<p class="order__name"');
      expect(await read(products())).toContain(`value="product:${rye}"`);
      expect((await post(products(), { raise: `product:${rye}` })).headers.location).toContain('fait=raised');
      expect(await shown()).toEqual(['Seigle', 'Pain de campagne', 'Brioche']);
      await post(products(), { raise: `section:${brioche}` });
      expect(await shown()).toEqual(['Brioche', 'Seigle', 'Pain de campagne']);
      await post(products(), { raise: `section:${brioche}` });
      expect(await shown()).toEqual(['Brioche', 'Seigle', 'Pain de campagne']);
      expect((await post(products(), { raise: `product:${randomUUID()}` })).status).toBe(404);
      for (const nonsense of ['', `shelf:${loaf}`, 'product:1', `product:${'x'.repeat(36)}`])
        expect((await post(products(), { raise: nonsense })).status).toBe(422);
    });
  });

  describe('that are typed one after the other', () => {
    it('ask for a name and a price, the rest is folded and is like the one before', async () => {
      await added({ section: 'Pains', noticeDays: '2' });
      const page = await read(products());
      const [open = '', folded = ''] = (page.split(`action="${products()}"`)[1] ?? '').split('<details');
      expect(inside(open, '<label class="field__label"')).toHaveLength(2);
      expect(page).toContain('name="section" type="text" value="Pains"');
      expect(page).toMatch(/value="perishable" required checked/);
      expect(folded).not.toMatch(/^[^>]* open/);
    });

    it('unfold what is wrong', async () => {
      const answer = await post(products(), { ...LOAF, id: randomUUID(), stock: '-1' });
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([422, []]);
      expect(answer.body).toMatch(/<details class="details" open><summary>Stock et délai/);
      expect(answer.body).not.toMatch(/<details class="details" open><summary>TVA/);
    });
  });

  describe('say what the law wants to be read before they are bought', () => {
    /** Sends a form in which several boxes of a name are ticked. */
    const ticked = (path: string, fields: Record<string, string>, boxes: readonly [string, string][]) =>
      portal.ask(HERE, path, {
        method: 'POST',
        headers: {
          cookie,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams([...Object.entries(fields), ...boxes]).toString(),
      });

    it('how much is in them, what that costs by unit, what they contain, to people and machines', async () => {
      const id = randomUUID();
      const sent = await ticked(products(), { id, ...LOAF, content: '0,5 kg' }, [
        ['allergens', 'milk'],
        ['allergens', 'gluten'],
        ['labels', 'organic'],
      ]);
      expect(sent.status).toBe(303);
      const page = await read(shop(), false);
      for (const said of [
        '500\u00a0g, 8,40\u00a0€ le kilo',
        'Allergènes\u00a0: Gluten, Lait',
        '<strong>Agriculture biologique</strong>',
      ])
        expect(page).toContain(said);
      const [, json = ''] = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(page) ?? [];
      expect(JSON.parse(json)).toMatchObject({
        '@type': 'OfferCatalog',
        itemListElement: [
          {
            price: '4.20',
            availability: 'https://schema.org/InStock',
            priceSpecification: { price: '8.40', referenceQuantity: { unitCode: 'KGM' } },
            itemOffered: {
              size: { value: 500, unitCode: 'GRM' },
              hasCertification: [{ name: 'Agriculture biologique' }],
            },
          },
        ],
      });
      const form = await read(`${products()}/${id}`);
      expect(form).toContain('name="content" type="text" value="500\u00a0g"');
      expect(form).toMatch(/name="allergens" value="milk" checked/);
    });

    it('that they have none of the fourteen, and nothing where nobody said so', async () => {
      await added();
      expect(await read(shop(), false)).not.toMatch(/llergène/);
      await added({ name: 'Jus de pomme', allergens: 'none' });
      expect(await read(shop(), false)).toContain('Aucun des quatorze allergènes');
    });

    it.each([
      [{ content: '0 g' }, [], 'Écrivez une quantité'],
      [{ content: 'beaucoup' }, [], 'Écrivez une quantité'],
      [{ content: '1e9 kg' }, [], 'Écrivez une quantité'],
      [{ allergens: 'none' }, [['allergens', 'milk']], 'mais pas les deux'],
      [{ allergens: 'chat' }, [], 'mais pas les deux'],
      [{ labels: 'local' }, [], 'Choisissez dans la liste'],
    ] as const)('and not %j with %j', async (fields, boxes, said) => {
      const answer = await ticked(
        products(),
        { id: randomUUID(), ...LOAF, ...fields },
        boxes.map(([name, value]) => [name, value]),
      );
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([422, []]);
      expect(answer.body).toContain(said);
      expect(answer.body).toContain('open><summary>Contenu');
    });
  });

  it('are copied behind the others', async () => {
    const loaf = await added({ section: 'Pains', stock: '3' });
    const copy = await post(`${products()}/${loaf}`, { ...LOAF, do: 'duplicate' });
    expect(copy.status).toBe(303);
    expect(copy.headers.location).not.toContain(loaf);
    expect(inside(await read(shop(), false), '<p class="order__name"')).toEqual([
      'Pain de campagne',
      'Pain de campagne',
    ]);
  });
});
