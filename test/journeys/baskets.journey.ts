import { MINUTE } from '@halles/kernel';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { LOAF, openBakery } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

describe('baskets at two shops', () => {
  let stage: MerchantStage;
  let shops: string[];

  beforeAll(async () => {
    stage = await openMerchantStage();
    const [one, other] = [
      await openBakery(stage, 'paul@deux.example'),
      await openBakery(stage, 'anne@deux.example'),
    ];
    shops = [one.address, other.address];
  });
  afterAll(() => stage.close());

  const put = async (page: Page, address: string, quantity: string): Promise<void> => {
    await page.goto(`${address}/commander`);
    await page.getByLabel(LOAF).first().fill(quantity);
    await page.click('text=Garder dans mes paniers');
    await page.waitForURL('**/paniers');
  };
  const baskets = (page: Page): Promise<number> => page.locator('section.basket').count();

  it.each([390, 320])('add no line to the head of a page at %i px', async (width) => {
    const { page } = await stage.visit(FILLED, { viewport: { width, height: 700 } });
    const heights = async (): Promise<number> => {
      await page.goto(stage.originOf(FILLED));
      return (await page.locator('.masthead').boundingBox())?.height ?? 0;
    };
    const before = await heights();
    await put(page, shops[0] ?? '', '1');
    const after = await heights();
    expect(await page.locator('.masthead a[href="/paniers"]').isVisible()).toBe(true);
    // A line of links is 44 px high at least.
    expect(after - before).toBeLessThan(24);
    const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(isWider).toBe(false);
  });

  it.each<[string, BrowserContextOptions]>([
    ['on a phone', { viewport: { width: 320, height: 700 } }],
    ['without scripts', { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false }],
  ])('stay, are shared and walked to %s', async (_, options) => {
    const { context, page } = await stage.visit(FILLED, options);
    await page.goto(stage.originOf(FILLED));
    expect([await context.cookies(), await page.locator('a[href="/paniers"]').count()]).toEqual([[], 0]);
    for (const [index, address] of shops.entries()) await put(page, address, String(index + 1));
    expect(await baskets(page)).toBe(2);
    if (options.javaScriptEnabled !== false) expect(await errorsOf(page)).toEqual([]);

    // The browser was closed and comes back another day, with what it stored.
    const { context: later, page: again } = await stage.visit(FILLED, options);
    await later.addCookies(await context.cookies());
    await again.goto(stage.originOf(FILLED));
    await again.click('a[href="/paniers"]');
    expect(await baskets(again)).toBe(2);

    await again.locator('a[href^="/panier?p="]').first().click();
    const shared = again.url();
    const { page: friend } = await stage.visit(FILLED, options);
    await friend.goto(shared);
    await friend.click('text=Reprendre ce panier');
    await friend.waitForURL('**/commander');
    expect(await friend.getByLabel(LOAF).first().inputValue()).toMatch(/^[12]$/);

    await again.goto(`${stage.originOf(FILLED)}/paniers`);
    await again.click('text=Tout retirer en une tournée');
    expect(await again.locator('ol.record-list > li').count()).toBe(2);
    if (options.javaScriptEnabled !== false) expect(await errorsOf(again)).toEqual([]);
    await again.click('text=Prendre ces créneaux et commander');
    await again.waitForURL('**/commander');
    expect(await again.locator('#slot').inputValue()).toMatch(/^\d{13}$/);
    expect(await again.locator('main').innerText()).toContain('Il vous reste un panier à commander');
  });
});
