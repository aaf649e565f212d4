import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
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

    it('are listed once they are off sale, and sold again by a button', async () => {
      const archive = `${products()}-retires`;
      const loaf = await added({ section: 'Pains' });
      await added({ name: 'Seigle', section: 'Pains' });
      expect(await read(archive)).toContain('Aucun produit n’a été retiré');
      await post(`${products()}/${loaf}`, { do: 'archive' });
      expect(await read(archive)).toContain('Pain de campagne');
      const back = await post(archive, { product: loaf });
      expect(back.headers.location).toContain('fait=restored');
      // Sent twice, it stays so.
      expect((await post(archive, { product: loaf })).status).toBe(303);
      const shown = inside(await read(shop(), false), '<p class="order__name"');
      expect(shown).toEqual(['Seigle', 'Pain de campagne']);
      expect(await read(archive)).not.toContain('Pain de campagne');
      expect((await post(archive, { product: randomUUID() })).status).toBe(404);
      expect((await post(archive, { product: 'x' })).status).toBe(422);
    });

    it('are sold again several at once, or none of them', async () => {
      const archive = `${products()}-retires`;
      const loaf = await added();
      const rye = await added({ name: 'Seigle' });
      for (const one of [loaf, rye]) await post(`${products()}/${one}`, { do: 'archive' });
      const none = await post(archive, {});
      expect([none.status, checkHtml(none.body, 'fr')]).toEqual([422, []]);
      expect(none.body).toContain('Cochez au moins un produit.');
      const send = (ids: readonly string[]) =>
        portal.post(
          HERE,
          archive,
          ids.map((id): [string, string] => ['product', id]),
          { cookie },
        );
      expect((await send([loaf, randomUUID()])).status).toBe(404);
      expect(await read(archive)).toContain('Pain de campagne');
      expect((await send([loaf, rye])).status).toBe(303);
      const shown = inside(await read(shop(), false), '<p class="order__name"');
      expect(shown).toEqual(['Pain de campagne', 'Seigle']);
    });

    it('come back as a variant only where the others are said alike, and none is the same', async () => {
      const archive = `${products()}-retires`;
      const first = await added({ variants: 'Taille : S, M' });
      await post(`${products()}/${first}`, { do: 'archiveVariant' });
      expect((await post(archive, { product: first })).status).toBe(303);
      await post(`${products()}/${first}`, { do: 'archiveVariant' });
      await portal.world.work.write(portal.world.here, ({ manager }) =>
        manager.query(
          `UPDATE product SET description = 'Autre' WHERE listing_id = $1 AND archived_at IS NULL`,
          [listing],
        ),
      );
      const refused = await post(archive, { product: first });
      expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
      expect(refused.body).toContain('Pain de campagne – S\u00a0: Deux variantes');
    });

    it('are put at another place, one product or a whole section, by its number', async () => {
      const loaf = await added({ section: 'Pains' });
      const rye = await added({ name: 'Seigle', section: 'Pains' });
      const spelt = await added({ name: 'Épeautre', section: 'Pains' });
      const brioche = await added({ name: 'Brioche', section: 'Viennoiseries' });
      const shown = async () => inside(await read(shop(), false), '<p class="order__name"');
      const move = (what: string, place: string) => post(products(), { move: what, place });
      expect(await read(products())).toContain(`value="product:${rye}"`);
      expect((await move(`product:${spelt}`, '1')).headers.location).toContain('fait=moved');
      expect(await shown()).toEqual(['Épeautre', 'Pain de campagne', 'Seigle', 'Brioche']);
      await move(`product:${spelt}`, '3');
      expect(await shown()).toEqual(['Pain de campagne', 'Seigle', 'Épeautre', 'Brioche']);
      await move(`section:${brioche}`, '1');
      expect(await shown()).toEqual(['Brioche', 'Pain de campagne', 'Seigle', 'Épeautre']);
      await move(`product:${loaf}`, '99');
      expect(await shown()).toEqual(['Brioche', 'Seigle', 'Épeautre', 'Pain de campagne']);
      expect((await move(`product:${randomUUID()}`, '1')).status).toBe(404);
      for (const nonsense of ['', `shelf:${loaf}`, 'product:1', `product:${'x'.repeat(36)}`])
        expect((await move(nonsense, '1')).status).toBe(422);
      for (const nowhere of ['', '0', '-1', '1.5', 'x', '99999'])
        expect((await move(`product:${loaf}`, nowhere)).status).toBe(422);
    });
  });

  describe('that are typed one after the other', () => {
    it('ask for a name and a price, the rest is folded and takes nothing hidden from the one before', async () => {
      await added({ section: 'Pains', noticeDays: '2', vat: 'intermediate', withdrawal: 'right' });
      const page = await read(products());
      const [open = '', folded = ''] = (page.split(`action="${products()}" method="post"`)[1] ?? '').split(
        '<details',
      );
      expect(inside(open, '<label class="field__label"')).toHaveLength(2);
      expect(page).toContain('name="section" type="text" value="Pains"');
      // What is sold beside each other is in one section; taxed as its trade is, each with its rate.
      expect(page).toMatch(/value="perishable" required checked/);
      expect(page).toMatch(/name="vat" value="reduced" required checked/);
      expect(page).toContain('Taux réduit, 5,5\u00a0%');
      expect(page).toMatch(/name="noticeDays" type="text" value=""/);
      expect(folded).not.toMatch(/^[^>]* open/);
    });

    it('begin under the terms of the trade: bread is taxed at 5.5 % and does not come back', async () => {
      const page = await read(products());
      expect(page).toMatch(/name="vat" value="reduced" required checked/);
      expect(page).toMatch(/name="withdrawal" value="perishable" required checked/);
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
      const sent = await ticked(products(), { id, ...LOAF, content: '0,5 kg', ean: '3 017620 422003' }, [
        ['allergens', 'milk'],
        ['allergens', 'gluten'],
        ['labels', 'organic'],
      ]);
      expect(sent.status).toBe(303);
      const page = await read(shop(), false);
      for (const said of [
        '500\u00a0g, 8,40\u00a0€ le kilo',
        'Allergènes\u00a0: gluten, lait',
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
              gtin13: '3017620422003',
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
      [{ ean: '3017620422004' }, [], 'Ce code-barres n’est pas juste'],
      [{ ean: 'abc' }, [], 'Ce code-barres n’est pas juste'],
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

  describe('as a file', () => {
    const download = async (who: string = cookie) => {
      const { status, headers, body } = await portal.ask(HERE, `${products()}.csv`, {
        headers: { cookie: who },
      });
      return { status, type: headers['content-type'], saveAs: headers['content-disposition'], body };
    };

    it('is offered once something is sold, and has a row a product in words, with its choices', async () => {
      expect(await read(products())).not.toContain('produits.csv');
      await added({
        section: 'Pains',
        content: '500 g',
        allergens: 'gluten',
        adults: 'yes',
        vat: 'standard',
        'option-name-1': 'Coupe',
        'option-least-1': '1',
        'option-most-1': '1',
        'option-list-1': 'Entier\nTranché ; +0,20 €',
      });
      expect(await read(products())).toContain(`href="${products()}.csv"`);
      const { status, type, saveAs, body } = await download();
      expect([status, type]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(saveAs).toContain(`produits-${String(listing)}.csv`);
      const [head, row] = body.split('\r\n');
      expect(head).toMatch(/^\uFEFFNom,/);
      expect(head?.endsWith(',Choix,Référence du portail')).toBe(true);
      expect(row).toMatch(/^Pain de campagne,,"4,20",Pains,oui,,500\u00a0g,Gluten,,,,,non,,,Taux normal,/);
      expect(body).toContain('Alcool,à la pièce,,,,,"Coupe (1-1)\nEntier\nTranché ; +0,20 €",');
    });

    it.each([
      ['tobacco', 'art. 568 ter'],
      ['medicine', 'L5125-33'],
    ])('has none that no shop may sell here: %s, with the law that says so', async (adults, law) => {
      const goods = { price: '12', isAvailable: 'yes', vat: 'standard', withdrawal: 'right', adults };
      const refused = await post(products(), { id: randomUUID(), name: 'Interdit', ...goods });
      expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
      expect(refused.body).toContain(law);
      expect(await read(products())).not.toContain('Interdit<');
    });

    it('takes no lower rate for a drink with alcohol, and says which law says so', async () => {
      const wine = {
        price: '12',
        isAvailable: 'yes',
        withdrawal: 'right',
        adults: 'alcohol',
        name: 'Clairette',
      };
      const refused = await post(products(), { ...wine, id: randomUUID(), vat: 'reduced' });
      expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
      expect(refused.body).toContain('art. 278-0 bis');
      expect((await post(products(), { ...wine, id: randomUUID(), vat: 'standard' })).status).toBe(303);
    });

    it('runs nothing in a spreadsheet, whatever a product is called', async () => {
      await added({ name: '=SUM(A1;"x")', description: '@SUM(A1)\n"b",c', section: '+cmd' });
      const { body } = await download();
      expect(body).toContain('"\'=SUM(A1;""x"")",,"4,20",\'+cmd,oui,"\'@SUM(A1)\n""b"",c"');
    });

    it('is nobody else’s', async () => {
      await added();
      const { world } = portal;
      const other = await signInAs(world, world.here, {
        grants: [{ listingId: (await writeListings(world, world.here, [{}]))[0] ?? 0 }],
      });
      expect((await download(other.cookie)).status).toBe(404);
      expect((await download('')).status).not.toBe(200);
    });
  });
});
