import { MINUTE } from '@halles/kernel';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, toTenant } from '@halles/platform/tenancy';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBakery } from './order-stage';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(2 * MINUTE);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describe('a delivery zone that is drawn', () => {
  let stage: PortalStage;
  let bakery: Awaited<ReturnType<typeof openBakery>>;

  beforeAll(async () => {
    // Maps are drawn by the processor.
    stage = await openPortalStage({}, { webgl: true });
    const record = await getTenant(stage.world.installation.platform(), FILLED);
    const ctx = createContext(toTenant(record), { kind: 'visitor' }, 'a journey');
    bakery = await openBakery({ ...stage, ctx }, 'paul@zones.example');
    // In the middle of its town, which stands for streets that nobody knows.
    await stage.world.work.write(ctx, ({ manager }) =>
      manager.query(
        `UPDATE listing l SET longitude = c.longitude, latitude = c.latitude FROM commune c WHERE c.code = l.commune AND l.id = $1`,
        [bakery.listing],
      ),
    );
  });
  afterAll(() => stage.close());

  const asBaker = async (options: BrowserContextOptions) => {
    const visited = await stage.visit(FILLED, options);
    const [name = '', value = ''] = bakery.merchant.split('=');
    const url = stage.originOf(FILLED).replace('http:', 'https:');
    await visited.context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    return visited;
  };
  const toDeliveries = async (page: Page, hasScripts: boolean): Promise<void> => {
    await page.getByLabel('Quantité').first().fill('2');
    await page.getByRole('radio', { name: /^Livraison/ }).check();
    if (hasScripts) await page.locator('zone-map').first().waitFor({ state: 'attached' });
    else
      await Promise.all([
        page.waitForEvent('load'),
        page.getByRole('button', { name: 'Voir les horaires de ce mode' }).click(),
      ]);
  };

  it('is drawn on a phone by its buttons and arrow keys, and seen by customers with the answer for their address', async () => {
    const { page, context, misdeeds } = await asBaker(PHONE);
    await page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}/commandes-modes`);
    await page.locator('#delivery summary').click();
    await page.locator('zone-map').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Commencer autour du commerce' }).tap();
    const corners = async (): Promise<string[]> => (await page.locator('#polygon').inputValue()).split('\n');
    const square = await corners();
    expect(square).toHaveLength(4);
    // By keyboard, on the map and beside it.
    const handle = page.getByRole('button', { name: 'Coin 1', exact: true });
    await handle.focus();
    await handle.press('ArrowUp');
    await page.getByText('Coin 1 déplacé.').waitFor();
    await page.getByLabel('Coins de la zone').selectOption({ label: 'Coin 2' });
    await page.getByRole('button', { name: 'Vers l’est' }).click();
    await page.getByText('Coin 2 déplacé.').waitFor();
    const moved = await corners();
    expect(moved.map((corner, index) => corner !== square[index])).toEqual([true, true, false, false]);
    await page.getByRole('button', { name: 'Ajouter un coin après' }).tap();
    expect(await corners()).toHaveLength(5);
    await page.getByRole('button', { name: 'Retirer ce coin' }).tap();
    expect(await corners()).toEqual(moved);
    await page.getByLabel('Frais de livraison, en euros').fill('3,50');
    expect(await errorsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ajouter la zone' }).tap();
    await page.getByText('C’est ajouté.').waitFor();
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();

    const guest = await stage.visit(FILLED, PHONE);
    await guest.page.goto(`${bakery.address}/commander`);
    await toDeliveries(guest.page, true);
    await guest.page.locator('zone-map').scrollIntoViewIfNeeded();
    await guest.page.locator('.zone-map__plan polygon[points*=","]').waitFor({ state: 'attached' });
    expect(await errorsOf(guest.page)).toEqual([]);
    expect(guest.misdeeds).toEqual({ errors: [], elsewhere: [] });
    await guest.context.close();
  });

  it('is asked about without JavaScript, at 320 pixels, within and beyond', async () => {
    const viewport = { width: 320, height: 700 };
    const { page, context } = await stage.visit(FILLED, { ...PHONE, viewport, javaScriptEnabled: false });
    await page.goto(`${bakery.address}/commander`);
    await toDeliveries(page, false);
    await page.getByText('dans la zone dessinée par le commerce').first().waitFor();
    const ask = async (postalCode: string, city: string): Promise<string> => {
      await page.getByLabel('Numéro et rue').fill('3 impasse Inconnue');
      await page.getByLabel('Code postal').fill(postalCode);
      await page.getByLabel('Commune').fill(city);
      const button = page.getByRole('button', { name: 'Vérifier l’adresse' });
      await Promise.all([page.waitForEvent('load'), button.tap()]);
      return page.locator('#check').innerText();
    };
    expect(await ask('33000', 'Bordeaux')).toContain('Cette adresse est livrée pour 3,50');
    expect(await ask('33450', 'Saint-Loubès')).toContain('n’est pas dans une zone de livraison');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(viewport.width);
    await context.close();
  });
});
