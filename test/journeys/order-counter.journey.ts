import { mkdirSync } from 'node:fs';
import { MINUTE } from '@halles/kernel';
import type { Page } from 'playwright-core';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { openBakery, placeOrderAt } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const LIVE = 'La page suit vos commandes en direct.';
const BLOCKED = 'Son coupé : touchez pour l’activer';

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];

describe('the inbox of orders on a phone at the counter', () => {
  let stage: MerchantStage;

  beforeAll(async () => {
    stage = await openMerchantStage();
  });
  afterAll(() => stage.close());

  const counter = async (merchant: string) => {
    const visited = await stage.visit(FILLED, PHONE);
    const [name = '', value = ''] = merchant.split('=');
    const url = stage.originOf(FILLED).replace('http:', 'https:');
    await visited.context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    return visited;
  };
  const keep = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png` });
  };
  const inboxOf = (listing: number): string =>
    `${stage.originOf(FILLED)}/pro/commerces/${String(listing)}/commandes`;

  it('says after a reload that its sound is held back, counts meanwhile, and rings from the first touch on', async () => {
    const bakery = await openBakery(stage, 'marie@sonnerie.example');
    const { context, page, misdeeds } = await counter(bakery.merchant);
    // As browsers do it that let nothing sound before somebody has touched the page.
    await context.addInitScript(`
      const { resume } = AudioContext.prototype;
      const { get } = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state');
      const mayPlay = () => navigator.userActivation.hasBeenActive;
      AudioContext.prototype.resume = function () {
        return mayPlay() ? resume.call(this) : new Promise(() => undefined);
      };
      Object.defineProperty(BaseAudioContext.prototype, 'state', {
        get() { return mayPlay() ? get.call(this) : 'suspended'; },
      });
    `);
    await page.goto(inboxOf(bakery.listing));
    await page.getByRole('button', { name: 'Activer la sonnerie' }).tap();
    await page.getByRole('button', { name: 'Couper la sonnerie' }).waitFor();
    await placeOrderAt(stage, bakery.listing);
    await page.locator('order-inbox[data-ringing]').waitFor();

    await page.reload();
    await page.getByText(LIVE).waitFor();
    await page.getByRole('button', { name: BLOCKED }).waitFor();
    expect([await page.title(), await page.locator('[data-ringing]').count()]).toEqual([
      expect.stringMatching(/^\(1\) Commandes/),
      0,
    ]);
    // As high as the page: nothing lies under what sticks to an edge of the window.
    await page.setViewportSize({ width: 390, height: 6_000 });
    expect(await errorsOf(page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    // Wherever the page is touched.
    await page.locator('h1').tap();
    await page.getByRole('button', { name: 'Couper la sonnerie' }).waitFor();
    await page.locator('order-inbox[data-ringing]').waitFor();

    await page.reload();
    // The button that says so switches the sound on, and not off again.
    await page.getByRole('button', { name: BLOCKED }).tap();
    await page.locator('order-inbox[data-ringing]').waitFor();
    await page.getByRole('button', { name: 'Couper la sonnerie' }).tap();
    await page.reload();
    await page.getByRole('button', { name: 'Activer la sonnerie' }).waitFor();
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();
  });

  it('has the first two orders that wait answered without scrolling, however much each says', async () => {
    const bakery = await openBakery(stage, 'zoe@comptoir.example');
    for (let count = 0; count < 3; count += 1) {
      const { id } = await placeOrderAt(stage, bakery.listing, { quantity: 2 });
      await stage.world.work.write(stage.ctx, ({ manager }) =>
        manager.query('UPDATE customer_order SET note = $2 WHERE id = $1', [
          id,
          'Bien cuit, sans farine dessus, et coupé en tranches épaisses si c’est possible, merci.',
        ]),
      );
    }
    const { context, page } = await counter(bakery.merchant);
    await page.goto(inboxOf(bakery.listing));
    await page.getByText(LIVE).waitFor();
    const cards = page.locator('.record-card[data-waiting]');
    expect(await cards.count()).toBe(3);
    await keep(page, 'counter-waiting');
    const tabs = await page.locator('.merchant-tabs').boundingBox();
    for (const at of [0, 1])
      for (const name of ['Accepter', 'Refuser']) {
        const box = await cards.nth(at).getByRole('button', { name, exact: true }).boundingBox();
        const end = (box?.y ?? 0) + (box?.height ?? Number.POSITIVE_INFINITY);
        expect([at, name, end <= (tabs?.y ?? 0)]).toEqual([at, name, true]);
      }
    await page.setViewportSize({ width: 390, height: 6_000 });
    expect(await errorsOf(page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await cards.nth(1).getByRole('button', { name: 'Accepter', exact: true }).tap();
    await page.getByText('Commande acceptée').waitFor();
    expect(await cards.count()).toBe(2);
    await context.close();
  });
});
