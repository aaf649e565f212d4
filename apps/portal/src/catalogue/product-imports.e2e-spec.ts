import { randomUUID } from 'node:crypto';
import { CatalogueService } from '@halles/domain/catalogue';
import { checkHtml } from '@halles/platform/theming';
import {
  aPicture,
  aWorkbook,
  aZip,
  GENEROUS,
  multipartForm,
  sheetRows,
  signInAs,
  writeListings,
} from '@halles/testing';
import { unlikeVariants } from '@halles/testing/orders';
import { aShopThatMaySell, RULES } from '../../testing/order-shop';
import { openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const LOAF = { name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced', withdrawal: 'perishable' };

describe('products from a file', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const products = (): string => `/pro/commerces/${String(listing)}/produits`;
  const imports = (): string => `${products()}-importer`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    await post(`/pro/commerces/${String(listing)}/commandes-reglages`, RULES);
  });

  afterEach(async () => {
    const catalogue = portal.app.get(CatalogueService, { strict: false });
    expect(unlikeVariants(await catalogue.list(portal.world.here, listing))).toEqual([]);
  });

  const post = (path: string, fields: Record<string, string>) => portal.post(HERE, path, fields, { cookie });
  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const send = (content: string | Buffer | null, id: string = randomUUID(), who = cookie) => {
    const bytes = content === null ? [] : [Buffer.from(content)];
    const files = bytes.map((one) => ({
      field: 'table',
      name: 'produits.csv',
      type: 'text/csv',
      bytes: one,
    }));
    const { body, headers } = multipartForm({ id }, files);
    return portal.ask(HERE, imports(), {
      method: 'POST',
      body,
      headers: { ...headers, cookie: who, 'sec-fetch-site': 'same-origin' },
    });
  };
  /** @returns the address of the file's page */
  const sent = async (content: string | Buffer): Promise<string> => {
    const { status, headers } = await send(content);
    expect([status, headers.location]).toEqual([303, expect.stringContaining(`${imports()}/`)]);
    return headers.location as string;
  };
  const planOf = (page: string): string => /name="plan" value="(\w+)"/.exec(page)?.[1] ?? '';
  const run = async (path: string, how = 'import') => post(path, { do: how, plan: planOf(await read(path)) });
  const imported = async (content: string | Buffer): Promise<string> => {
    const path = await sent(content);
    expect((await run(path)).status).toBe(303);
    return path;
  };
  const download = async (): Promise<string> =>
    (await portal.ask(HERE, `${products()}.csv`, { headers: { cookie } })).body;
  const names = async (): Promise<string[]> =>
    [...(await read(products())).matchAll(/record-card__head"><a [^>]*>([^<]*)</g)].map(
      ([, name = '']) => name,
    );
  const rows = <T>(sql: string): Promise<T[]> =>
    portal.world.work.read(portal.world.here, (tx) => tx.manager.query<T[]>(sql, [listing]));
  const add = async (more: Record<string, string> = {}): Promise<string> => {
    const id = randomUUID();
    expect((await post(products(), { id, ...LOAF, ...more })).status).toBe(303);
    return id;
  };

  it('are shown before anything changes, then imported all at once, and found on the page that orders', async () => {
    expect(await read(products())).toContain(`href="${imports()}"`);
    await add();
    const path = await sent(
      'Désignation;Prix TTC;Rayon;Stock\r\nBrioche;6;Viennoiseries;4\r\nPain;4,50;;\r\n',
    );
    const page = await read(path);
    for (const said of ['Un produit à ajouter', 'Un produit à changer', '4,20 → 4,50', 'Taux réduit'])
      expect(page).toContain(said);
    expect(await names()).toEqual(['Pain']);
    expect((await run(path)).headers.location).toBe(path);
    expect(await read(path)).toContain('Un produit ajouté, un changé.');
    expect(await names()).toEqual(['Pain', 'Brioche']);
    const shop = await portal.ask(HERE, `/commerce/x-${String(listing)}/commander`);
    expect(shop.body).toContain('4,50');
    expect(
      await rows(
        'SELECT 1 FROM stock_movement m JOIN product p ON p.id = m.product_id WHERE p.listing_id = $1',
      ),
    ).toHaveLength(1);
  });

  it('are imported once, however often the button is pressed and the file sent', async () => {
    const id = randomUUID();
    const [one, other] = [await send('Nom;Prix\nPain;4', id), await send('Nom;Prix\nPain;4', id)];
    expect(one.headers.location).toBe(other.headers.location);
    const path = one.headers.location as string;
    const plan = planOf(await read(path));
    const pressed = await Promise.all([1, 2, 3].map(() => post(path, { do: 'import', plan })));
    expect(pressed.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await post(path, { do: 'import', plan })).status).toBe(303);
    expect(await names()).toEqual(['Pain']);
    expect(await rows('SELECT 1 FROM product_import WHERE listing_id = $1')).toHaveLength(1);
  });

  it('come from a workbook as from a text', async () => {
    await imported(
      aWorkbook(
        sheetRows([
          ['Nom', 'Prix', 'EAN', 'TVA', 'Disponible'],
          ['=1+1', 4.2, 3_017_620_422_003, 0.055, 'non'],
        ]),
      ),
    );
    expect(await download()).toContain('\'=1+1,,"4,20",,non,,,,,3017620422003,,,non,,,Taux réduit');
  });

  it('that we wrote ourselves change nothing, saved again by a spreadsheet in France too', async () => {
    await add({
      name: '=SUM(A1;"x")',
      section: '+cmd',
      description: '\'@a\n"b",c',
      'option-name-1': 'Coupe',
      'option-list-1': 'Tranché ; +0,20 €',
    });
    await add({
      name: 'Œuf',
      allergens: 'none',
      content: '6',
      stock: '0',
      adults: 'yes',
      vat: 'standard',
      ean: '96385074',
    });
    const before = await download();
    const german = Buffer.from(
      before
        .slice(1)
        .replaceAll('Œ', '\x8c')
        .replaceAll('€', '\x80')
        .replaceAll('’', '\x92')
        .replaceAll('œ', '\x9c'),
      'latin1',
    );
    for (const content of [before, german]) {
      const page = await read(await sent(content));
      expect(page).toContain('2 produits déjà identiques');
      expect(page).toContain('Ce fichier ne change rien à vos produits.');
      expect(page).not.toContain('value="import"');
    }
    expect(await download()).toBe(before);
  });

  it('tell what is for adults, and bring nothing in that no shop may sell here', async () => {
    await imported(
      'Nom;Prix;Vente interdite aux mineurs\nCouteau;20;Arme ou couteau\nVin;9;oui\nJus;3;non\n',
    );
    const rules = `SELECT name, minimum_age AS age, age_restriction AS kind FROM product
                    WHERE listing_id = $1 AND archived_at IS NULL ORDER BY name`;
    const known = [
      { name: 'Couteau', age: 18, kind: 'weapon' },
      { name: 'Jus', age: null, kind: null },
      { name: 'Vin', age: 18, kind: null },
    ];
    expect(await rows(rules)).toEqual(known);
    // A file of before says of it no more than that it is for adults.
    expect(await read(await sent('Nom;Prix;Réservé aux majeurs (alcool)\nCouteau;20;oui\n'))).toContain(
      'Ce fichier ne change rien',
    );
    const page = await read(await sent('Nom;Prix;Majeurs\nCigarettes;12;Tabac\nSirop;8;médicament\n'));
    for (const law of ['art. 568 ter', 'L5125-33']) expect(page).toContain(law);
    expect(page).not.toContain('value="import"');
    expect(await rows(rules)).toEqual(known);
  });

  it('say what is wrong line by line, and are imported without the wrong ones only if one says so', async () => {
    const path = await sent('Nom;Prix;Stock\nPain;gratuit;\nBrioche;6;beaucoup\n;3;\nTarte;12;2\n');
    const page = await read(path);
    expect(page).toContain('3 lignes à corriger');
    expect(page).toContain(
      'Ligne 2, colonne «\u00a0Prix, taxes comprises, en euros\u00a0», «\u00a0gratuit\u00a0»\u00a0: Écrivez un prix, par exemple 4,20.',
    );
    expect(page).toContain('«\u00a0beaucoup\u00a0»\u00a0: Écrivez un nombre entier');
    expect(page).toContain('Ligne 4, colonne «\u00a0Nom\u00a0»\u00a0: Donnez un nom');
    const refused = await run(path, 'import');
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([422, []]);
    expect(await names()).toEqual([]);
    expect((await run(path, 'partial')).status).toBe(303);
    expect(await read(path)).toContain('3 lignes ont été laissées.');
    expect(await names()).toEqual(['Tarte']);
  });

  it('whose columns are not known are asked for, and remembered for the next file', async () => {
    const path = await sent('Machin;Truc;Bidule\nPain;4;x\n');
    const page = await read(path);
    expect(page).toContain('Dites quelle colonne donne le nom des produits.');
    expect(page).toContain('Par exemple\u00a0: Pain');
    const twice = await post(path, { do: 'map', 'column-0': 'name', 'column-1': 'name' });
    expect([twice.status, checkHtml(twice.body, 'fr')]).toEqual([422, []]);
    expect(twice.body).toContain('Deux colonnes ne peuvent pas dire la même chose.');
    expect(
      (await post(path, { do: 'map', 'column-0': 'name', 'column-1': 'price', 'column-9': 'x' })).status,
    ).toBe(303);
    expect((await run(path)).status).toBe(303);
    const next = await read(await sent('MACHIN;truc;Bidule\nBrioche;6;y\n'));
    expect(next).toContain('Un produit à ajouter');
    expect((await post(path, { do: 'map', 'column-0': 'price' })).status).toBe(303);
    expect(await names()).toEqual(['Pain']);
  });

  it('are looked at anew where they changed since the preview', async () => {
    const loaf = await add();
    const path = await sent('Nom;Prix\nPain;5\n');
    const plan = planOf(await read(path));
    await post(`${products()}/${loaf}`, { ...LOAF, price: '4,80' });
    const answer = await post(path, { do: 'import', plan });
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([409, []]);
    expect(answer.body).toContain('Vos produits ont changé depuis cet aperçu');
    expect(answer.body).toContain('4,80 → 5,00');
    expect((await post(path, { do: 'import', plan: planOf(answer.body) })).status).toBe(303);
  });

  describe('are taken back', () => {
    const stateOf = async () => (await download()).split('\r\n').slice(1, -1);

    it('all of them, and what stood before is there again', async () => {
      await add({ stock: '3', description: 'Au levain' });
      const before = await download();
      const path = await imported('Nom;Prix;Stock;Description\nPain;5;9;\nBrioche;6;1;\n');
      expect(await read(imports())).toContain('un produit ajouté, un changé');
      expect(await stateOf()).toHaveLength(2);
      const undone = await Promise.all([1, 2].map(() => post(path, { do: 'undo' })));
      expect(undone.map(({ status }) => status)).toEqual([303, 303]);
      expect(await download()).toBe(before);
      expect(await read(path)).toContain('Cet import est annulé.');
      expect(
        await rows(
          `SELECT p.id FROM product p LEFT JOIN stock_movement m ON m.product_id = p.id WHERE p.listing_id = $1
            GROUP BY p.id HAVING coalesce(p.stock, 0) <> coalesce(sum(m.delta), 0)`,
        ),
      ).toEqual([]);
    });

    it('but for what was changed or ordered since, which is told', async () => {
      const loaf = await add();
      const path = await imported('Nom;Prix;Stock\nPain;5;\nBrioche;6;4\nTarte;7;2\n');
      await post(`${products()}/${loaf}`, { ...LOAF, price: '5,50' });
      const [brioche] = await rows<{ id: string }>(
        `SELECT id FROM product WHERE listing_id = $1 AND name = 'Brioche'`,
      );
      await portal.world.work.write(portal.world.here, (tx) =>
        tx.manager.query(
          `INSERT INTO stock_movement (id, product_id, order_id, delta, reason, created_at) VALUES ($1, $2, $3, -1, 'ordered', now())`,
          [randomUUID(), brioche?.id, randomUUID()],
        ),
      );
      expect((await post(path, { do: 'undo' })).status).toBe(303);
      expect(await names()).toEqual(['Pain', 'Brioche']);
      const page = await read(path);
      expect(page).toContain('Pain\u00a0: vous l’avez changé depuis.');
      expect(page).toContain('Brioche\u00a0: il a été commandé depuis.');
      expect(page).not.toContain('Tarte');
      expect(await download()).toContain('5,50');
    });

    it('with the photos that they have got', async () => {
      const path = await imported('Nom;Prix\nTarte;7\n');
      const [tart] = await rows<{ id: string }>(`SELECT id FROM product WHERE listing_id = $1`);
      const bytes = await aPicture().jpeg().toBuffer();
      const { body, headers } = multipartForm({}, [
        { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes },
      ]);
      const photo = await portal.ask(HERE, `${products()}/${String(tart?.id)}/photo`, {
        method: 'POST',
        body,
        headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' },
      });
      expect(photo.status).toBe(303);
      await post(path, { do: 'undo' });
      expect(await rows('SELECT 1 FROM photo WHERE listing_id = $1 AND removed_at IS NULL')).toEqual([]);
    });
  });

  describe('are refused in words', () => {
    it.each([
      ['no file', null, 422, 'Choisissez un fichier.'],
      ['an empty file', '', 422, 'Ce fichier est vide.'],
      ['200,000 lines', `Nom;Prix\n${'Pain;4\n'.repeat(200_000)}`, 413, 'Ce fichier a trop de lignes'],
      ['a quotation mark without end', 'Nom;Prix\n"Pain;4\n', 422, 'n’est jamais fermé'],
      ['binary', Buffer.from([1, 0, 2, 0]), 415, 'CSV ou XLSX'],
      ['an archive', aZip({ 'a.csv': 'Nom;Prix' }), 415, 'Ce fichier est abîmé'],
      ['a bomb', aWorkbook(' '.repeat(50_000_000)), 413, 'Ce fichier a trop de lignes'],
      ['a hundred columns', `${'a;'.repeat(100)}b\n`, 413, 'plus de soixante colonnes'],
      ['a cell without end', `Nom;Prix\na,${"'".repeat(100_000)}b;1\n`, 413, 'plus de 32 767 caractères'],
    ] as const)('as %s', async (_what, content, status, said) => {
      const answer = await send(content);
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([status, []]);
      expect(answer.body).toContain(said);
      expect(await rows('SELECT 1 FROM product_import WHERE listing_id = $1')).toEqual([]);
    });

    it('as a picture that is called a workbook', async () => {
      const answer = await send(await aPicture().png().toBuffer());
      expect([answer.status, answer.body.includes('Envoyez un fichier CSV ou XLSX')]).toEqual([415, true]);
    });

    it('as more than a shop may offer, all of them', async () => {
      await add({ name: 'Brioche' });
      const lines = Array.from({ length: 500 }, (_, at) => `Pain ${String(at)};4`);
      const answer = await run(await sent(`Nom;Prix\n${lines.join('\n')}\n`));
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([409, []]);
      expect(answer.body).toContain('500 produits au plus');
      expect(await names()).toEqual(['Brioche']);
    });

    it('where there is none, and in English', async () => {
      for (const id of [randomUUID(), '1', 'x'.repeat(36)]) {
        expect((await portal.ask(HERE, `${imports()}/${id}`, { headers: { cookie } })).status).toBe(404);
        for (const what of ['map', 'import', 'partial', 'undo'])
          expect((await post(`${imports()}/${id}`, { do: what })).status).toBe(404);
      }
      const path = await sent('Nom;Prix\nPain;4\n');
      expect((await post(path, { do: 'undo' })).status).toBe(404);
      expect((await post(path, { do: 'import', plan: 'nonsense' })).status).toBe(409);
      const english = path
        .replace('/pro/commerces', '/en/pro/businesses')
        .replace('produits-importer', 'products-import');
      const { body, status } = await portal.ask(HERE, english, { headers: { cookie } });
      expect([status, checkHtml(body, 'en')]).toEqual([200, []]);
      expect(body).toContain('One product to add');
      expect((await post(path, { do: 'discard' })).headers.location).toBe(imports());
      expect((await portal.ask(HERE, path, { headers: { cookie } })).status).toBe(404);
    });

    it('from whoever does not keep the shop', async () => {
      const path = await sent('Nom;Prix\nPain;4\n');
      const { world } = portal;
      const other = await signInAs(world, world.here, {
        grants: [{ listingId: (await writeListings(world, world.here, [{}]))[0] ?? 0 }],
      });
      expect((await send('Nom;Prix\nPain;4\n', randomUUID(), other.cookie)).status).toBe(404);
      expect((await portal.ask(HERE, path, { headers: { cookie: other.cookie } })).status).toBe(404);
      expect((await portal.post(HERE, path, { do: 'import' }, { cookie: other.cookie })).status).toBe(404);
    });
  });
});
