import { MINUTE } from '@halles/kernel';
import type { Page } from 'playwright-core';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { LOAF, openBakery } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];

jest.setTimeout(2 * MINUTE);

const SIZES = [
  ['phone', { width: 390, height: 844 }],
  ['wide', { width: 1_280, height: 900 }],
] as const;

describe('an order that is taken on the phone', () => {
  let stage: MerchantStage;

  beforeAll(async () => {
    stage = await openMerchantStage();
  });
  afterAll(() => stage.close());

  const fits = (page: Page): Promise<boolean> =>
    page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');

  it.each(SIZES)('is entered from the inbox: %s', async (name, viewport) => {
    const bakery = await openBakery(stage, `${name}@phone.example`);
    const { page, context } = await stage.visit(FILLED, { viewport });
    const [cookie = '', value = ''] = bakery.merchant.split('=');
    const url = stage.originOf(FILLED).replace('http:', 'https:');
    await context.addCookies([{ name: cookie, value, url, secure: true, httpOnly: true }]);
    const look = async (step: string): Promise<void> => {
      // As high as the page: nothing lies under what sticks to an edge of the window.
      await page.setViewportSize({ ...viewport, height: 6_000 });
      expect([step, await fits(page), await errorsOf(page)]).toEqual([step, true, []]);
      if (PICTURES !== undefined)
        await page.screenshot({ path: `${PICTURES}/${name}-${step}.png`, fullPage: true });
    };
    await page.goto(`${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}/commandes`);
    await page.getByRole('link', { name: 'Commande au téléphone' }).click();
    await look('1-form');
    await page.getByLabel(`Quantité : ${LOAF}`).fill('2');
    await page.getByLabel('Créneau de retrait').selectOption({ index: 4 });
    await page.getByLabel('Nom du client').fill('Odile Martin');
    await page.getByLabel('Son téléphone').fill('06 12 34 56 78');
    await page.getByRole('button', { name: 'Relire avec le client' }).last().click();
    await page.getByText('À relire avec votre client').first().waitFor();
    await look('2-summary');
    await page.getByRole('button', { name: 'Enregistrer la commande' }).click();
    await page.getByText('Commande enregistrée').waitFor();
    await look('3-order');
    await context.close();
  });
});
