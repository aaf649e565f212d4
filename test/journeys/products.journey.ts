import { mkdirSync } from 'node:fs';
import { MINUTE } from '@halles/kernel';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { aWorkbook, sheetRows, writeListings } from '@halles/testing';
import type { Page } from 'playwright-core';
import { probe, tabTo, walkErrors } from './keyboard-walk';
import { visitAsMerchant } from './merchant-visit';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(6 * MINUTE);

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const WAYS = [
  { title: 'with scripts', options: { viewport: { width: 390, height: 844 } }, scripts: true },
  {
    title: 'without scripts',
    options: { viewport: { width: 390, height: 844 }, javaScriptEnabled: false },
    scripts: false,
  },
] as const;

describe('products of a shop in a browser', () => {
  let stage: PortalStage;
  let ctx: TenantContext;
  beforeAll(async () => {
    stage = await openPortalStage();
    const record = await getTenant(stage.world.installation.platform(), FILLED);
    ctx = createContext(toTenant(record), { kind: 'visitor' }, 'a journey');
  });
  afterAll(() => stage.close());

  /** No error for axe, nothing cut, nothing that Tab passes over, by the checkers' own scripts. */
  async function looksRight(page: Page, name: string): Promise<void> {
    for (const width of [320, 390, 1280]) {
      // As high as the page: nothing lies under what sticks to an edge of the window.
      await page.setViewportSize({ width, height: 6_000 });
      expect([name, width, await errorsOf(page), await probe(page, 'reflow()')]).toEqual([
        name,
        width,
        [],
        [],
      ]);
      if (PICTURES === undefined) continue;
      await page.setViewportSize({ width, height: 844 });
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/${name}-${String(width)}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect([name, await walkErrors(page)]).toEqual([name, []]);
  }

  /** A shop, its owner in a browser, and what is done with keys there. */
  async function aShop({ options, scripts }: (typeof WAYS)[number]) {
    const facts = { displayName: 'Épicerie du Pont', openingHoursText: 'Mo-Su 00:00-24:00' };
    const [id = 0] = await writeListings(stage.world, ctx, [{ facts }]);
    const { context, page, misdeeds } = await visitAsMerchant(stage, ctx, id, options);
    const press = async (selector: string): Promise<void> => {
      await tabTo(page, selector);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    };
    return {
      ...{ context, page, misdeeds, press },
      products: `${stage.originOf(FILLED)}/pro/commerces/${id}/produits`,
      checked: (name: string): Promise<void> => (scripts ? looksRight(page, name) : Promise.resolve()),
      said: async (): Promise<string> => (await page.textContent('main')) ?? '',
    };
  }

  it.each(WAYS)(
    '$title: come from a workbook, are looked at, corrected, imported and taken back',
    async (way) => {
      const { context, page, misdeeds, press, products, checked, said } = await aShop(way);
      await page.goto(products);
      await press('a[href$="/produits-importer"]');
      await checked('import-1-send');
      const buffer = aWorkbook(
        sheetRows([
          ['Article', 'Tarif du magasin', 'Rayon', 'Code-barres'],
          ['Confiture de mirabelles', 5.9, 'Épicerie sucrée', 3_017_620_422_003],
          [
            'Miel toutes fleurs, récolté à Talange par un apiculteur voisin',
            'sur demande',
            'Épicerie sucrée',
            null,
          ],
          ['Terrine', 7.5, null, null],
        ]),
      );
      await page.setInputFiles('#table', { name: 'stock.xlsx', mimeType: XLSX, buffer });
      await press('main form button[type=submit]');
      expect(await said()).toContain('Dites quelle colonne donne le prix');
      await checked('import-2-columns');
      await page.selectOption('#column-1', 'price');
      await press('button[value=map]');
      expect(await said()).toContain('2 produits à ajouter');
      expect(await said()).toContain('Ligne 3');
      await checked('import-3-preview');
      await press('button[value=partial]');
      expect(await said()).toContain('2 produits ajoutés');
      await checked('import-4-done');
      await press('a[href$="/produits"]');
      expect(await said()).toContain('Confiture de mirabelles');
      await page.goBack();
      await press('button[value=undo]');
      expect(await said()).toContain('Cet import est annulé');
      await checked('import-5-undone');
      await press('a[href$="/produits"]');
      expect(await said()).not.toContain('Confiture');
      expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      await context.close();
    },
  );

  it.each(WAYS)('$title: are changed in a table, all at once', async (way) => {
    const { context, page, misdeeds, press, products, checked, said } = await aShop(way);
    await page.goto(products);
    for (const [name, price] of [
      ['Miel toutes fleurs, récolté à Talange par un apiculteur voisin', '9,50'],
      ['Terrine', '7,50'],
      ['Chocolatnoisettecaramelbeurresaléfondantetcroustillant', '6,00'],
    ] as const) {
      await page.fill('#name', name);
      await page.fill('#price', price);
      await press('main form button.button[type=submit]:not([name])');
    }
    await checked('products');
    await press('a[href$="/produits-tableau"]');
    await checked('table-1');
    await page.fill('#price-0', '9,90');
    await page.fill('#section-0', 'Épicerie sucrée');
    await page.fill('#price-1', 'beaucoup');
    await press('main form button[type=submit]');
    expect(await said()).toContain('Terrine\u00a0: Écrivez un prix');
    await checked('table-2-errors');
    await page.fill('#price-1', '8');
    await page.uncheck('#isAvailable-1');
    await press('main form button[type=submit]');
    expect(await said()).toContain('C’est enregistré.');
    await press('a[href$="/produits"]');
    expect(await said()).toContain('9,90');
    expect(await said()).toContain('Indisponible');
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();
  });
});
