import { MINUTE } from '@halles/kernel';
import type { Page } from 'playwright-core';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { LOAF, openBakery } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true };

describe('the form of a shop, while it is filled in', () => {
  let stage: MerchantStage;
  let form: string;
  let other: string;

  beforeAll(async () => {
    stage = await openMerchantStage();
    form = `${(await openBakery(stage, 'formulaire@deux.example')).address}/commander`;
    other = `${(await openBakery(stage, 'suivant@deux.example')).address}/commander`;
  });
  afterAll(() => stage.close());

  const bar = (page: Page) => page.locator('.order__bar');
  const row = (page: Page) => page.locator('.order__product', { hasText: LOAF });
  const says = async (page: Page, words: string): Promise<void> =>
    bar(page).getByText(words, { exact: true }).waitFor();
  const more = (page: Page) => row(page).getByRole('button', { name: 'Un de plus' });
  const fewer = (page: Page) => row(page).getByRole('button', { name: 'Un de moins' });

  it('counts with a thumb and by keyboard, and says the sum that the summary shows', async () => {
    const { page } = await stage.visit(FILLED, PHONE);
    await page.goto(form);
    expect(await fewer(page).isDisabled()).toBe(true);
    const size = await more(page).boundingBox();
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await more(page).tap();
    await more(page).tap();
    expect(await row(page).getByRole('status').innerText()).toBe(`2 × ${LOAF}`);
    await says(page, '2 articles\u00a0: 8,40\u00a0€');
    await more(page).focus();
    await page.keyboard.press('Enter');
    await says(page, '3 articles\u00a0: 12,60\u00a0€');
    // In reach at the edge of the screen, wherever its products are read.
    await page.evaluate('scrollTo(0, 0)');
    const { y = 0, height = 0 } = (await bar(page).boundingBox()) ?? {};
    expect(Math.round(y + height)).toBeLessThanOrEqual(780);
    await bar(page).getByRole('link', { name: 'Continuer' }).tap();
    await page.locator('#slot').selectOption({ index: 1 });
    await page.fill('input[name="name"]', 'Odile Martin');
    await page.fill('input[name="email"]', 'odile@formulaire.example');
    await page.getByRole('button', { name: 'Relire ma commande' }).click();
    await page.getByText('Relisez').first().waitFor();
    expect(await page.locator('tfoot').innerText()).toContain('12,60\u00a0€');
    expect(await errorsOf(page)).toEqual([]);
  });

  it('keeps the basket of who leaves it for another page, reloads, or opens another tab', async () => {
    const { context, page } = await stage.visit(FILLED, PHONE);
    await page.goto(form);
    expect(await context.cookies()).toEqual([]);
    await more(page).tap();
    await more(page).tap();
    await says(page, '2 articles\u00a0: 8,40\u00a0€');
    await page.goto(stage.originOf(FILLED));
    await page.goto(form);
    expect(await page.getByLabel(LOAF).first().inputValue()).toBe('2');
    // Typed, and gone at once.
    await page.getByLabel(LOAF).first().fill('5');
    await page.goto(stage.originOf(FILLED));
    const other = await context.newPage();
    await other.goto(form);
    expect(await other.getByLabel(LOAF).first().inputValue()).toBe('5');
    await other.click('text=Vider le panier');
    await other.waitForLoadState();
    expect(await other.getByLabel(LOAF).first().inputValue()).toBe('');
    expect((await context.cookies()).filter(({ name }) => name.includes('basket'))).toEqual([]);
  });

  it('shows what was typed where the next form is opened before the change has arrived, and stores it', async () => {
    const { context, page } = await stage.visit(FILLED, PHONE);
    const stored = async (): Promise<number> =>
      (await context.cookies()).filter(({ name }) => name.includes('basket')).length;
    // What the page asks and what it sends as it goes: neither arrives.
    await page.addInitScript('navigator.sendBeacon = () => true');
    await context.route(`${form}/total`, (route) => route.abort());
    await page.goto(form);
    const asked = page.waitForRequest(`${form}/total`);
    await page.getByLabel(LOAF).first().fill('5');
    await asked;
    await page.goto(stage.originOf(FILLED));
    expect(await stored()).toBe(0);
    await context.unroute(`${form}/total`);
    const next = await context.newPage();
    await next.goto(form);
    expect(await next.getByLabel(LOAF).first().inputValue()).toBe('5');
    await says(next, '5 articles\u00a0: 21,00\u00a0€');
    expect(await stored()).toBe(1);
    expect(await next.evaluate('localStorage.length')).toBe(0);
  });

  it('stores nothing anew of a form that its customer goes back to once it was ordered', async () => {
    const { context, page } = await stage.visit(FILLED, PHONE);
    const baskets = async (): Promise<number> =>
      (await context.cookies()).filter(({ name }) => name.includes('basket')).length;
    await page.goto(form);
    await more(page).tap();
    await more(page).tap();
    await says(page, '2 articles\u00a0: 8,40\u00a0€');
    await page.locator('#slot').selectOption({ index: 1 });
    await page.fill('input[name="name"]', 'Odile Martin');
    await page.fill('input[name="email"]', 'odile@formulaire.example');
    await page.getByRole('button', { name: 'Relire ma commande' }).click();
    await page.getByRole('button', { name: 'Commande avec obligation de paiement' }).click();
    await page.waitForURL(/\/commande\//);
    expect(await baskets()).toBe(0);
    await page.evaluate('history.go(-2)');
    await page.waitForURL(/\/commander$/);
    await says(page, '2 articles\u00a0: 8,40\u00a0€');
    expect(await page.getByLabel(LOAF).first().inputValue()).toBe('2');
    await page.goto(stage.originOf(FILLED));
    expect(await baskets()).toBe(0);
    await page.goBack();
    await more(page).tap();
    await says(page, '3 articles\u00a0: 12,60\u00a0€');
    expect(await baskets()).toBe(1);
  });

  it('remembers who orders for the next shop where they tick it, and forgets them as they untick it', async () => {
    const { context, page } = await stage.visit(FILLED, PHONE);
    const stored = (): Promise<unknown> => page.evaluate('localStorage.getItem("halles-contact")');
    await page.goto(form);
    await page.fill('input[name="name"]', 'Odile Martin');
    await page.fill('input[name="phone"]', '06 12 34 56 78');
    expect(await stored()).toBe(null);
    await page.getByLabel('Retenir mes coordonnées sur cet appareil').check();
    await page.fill('input[name="email"]', 'odile@formulaire.example');
    await page.locator('input[name="email"]').blur();
    const next = await context.newPage();
    await next.goto(other);
    const values = (on: Page): Promise<string[]> =>
      Promise.all(['name', 'email', 'phone'].map((name) => on.inputValue(`input[name="${name}"]`)));
    expect(await values(next)).toEqual(['Odile Martin', 'odile@formulaire.example', '06 12 34 56 78']);
    await next.getByLabel('Retenir mes coordonnées sur cet appareil').uncheck();
    await next.getByText('sont effacées de cet appareil').waitFor();
    expect(await stored()).toBe(null);
    await next.reload();
    expect(await values(next)).toEqual(['', '', '']);
  });

  it('has a plain field without scripts', async () => {
    const { page } = await stage.visit(FILLED, { ...PHONE, javaScriptEnabled: false });
    await page.goto(form);
    expect(await page.getByRole('button', { name: 'Un de plus' }).count()).toBe(0);
    await page.getByLabel(LOAF).first().fill('2');
    expect(await bar(page).getByText('vide').isVisible()).toBe(false);
    await page.click('text=Garder dans mes paniers');
    await page.waitForURL('**/paniers');
    expect(await page.locator('section.basket').innerText()).toContain('8,40\u00a0€');
  });
});
