import { mkdirSync } from 'node:fs';
import { MINUTE } from '@halles/kernel';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { openBakery } from './order-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

/** Where pictures of the screens are left, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];

/** The narrowest telephone, without JavaScript: nothing of it may be needed. */
const PHONE = {
  viewport: { width: 320, height: 700 },
  hasTouch: true,
  isMobile: true,
  javaScriptEnabled: false,
} as const;

describe('bread that is brought', () => {
  let stage: MerchantStage;
  let bakery: Awaited<ReturnType<typeof openBakery>>;

  beforeAll(async () => {
    stage = await openMerchantStage();
    bakery = await openBakery(stage, 'paul@livraison.example');
  });
  afterAll(() => stage.close());

  const visit = async (options: BrowserContextOptions, cookie?: string) => {
    const visited = await stage.visit(FILLED, options);
    if (cookie !== undefined) {
      const [name = '', value = ''] = cookie.split('=');
      const url = stage.originOf(FILLED).replace('http:', 'https:');
      await visited.context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    }
    return visited;
  };
  const keep = async (page: Page, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    const size = page.viewportSize() ?? PHONE.viewport;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
    await page.setViewportSize(size);
  };
  const look = async (page: Page, name: string): Promise<void> => {
    const size = page.viewportSize() ?? PHONE.viewport;
    await page.setViewportSize({ ...size, height: 8_000 });
    expect([name, await errorsOf(page)]).toEqual([name, []]);
    await page.setViewportSize(size);
    await keep(page, name);
  };
  /** A page without scripts, in which axe cannot run: nothing of it is wider than the telephone. */
  const lookWithoutScripts = async (page: Page, name: string): Promise<void> => {
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect([name, width]).toEqual([name, PHONE.viewport.width]);
    await keep(page, name);
  };

  it('is ordered by a guest on a phone for their address, and handed over at the door by its code', async () => {
    const space = `${stage.originOf(FILLED)}/pro/commerces/${String(bakery.listing)}`;
    const baker = await visit({ ...PHONE, javaScriptEnabled: true }, bakery.merchant);
    await baker.page.goto(`${space}/commandes-modes`);
    await look(baker.page, 'modes-empty');
    await baker.page.locator('summary', { hasText: 'Régler la livraison' }).tap();
    await baker.page.getByLabel('Communes de la zone').fill('Bordeaux');
    await baker.page.getByLabel('Frais de livraison, en euros').fill('3,50');
    await baker.page.getByRole('button', { name: 'Ajouter la zone' }).tap();
    await baker.page.getByText('C’est ajouté.').waitFor();
    await look(baker.page, 'modes-delivery');

    const guest = await visit(PHONE);
    const { page } = guest;
    await page.goto(`${bakery.address}/commander`);
    await page.getByLabel('Quantité').first().fill('2');
    await page.getByRole('radio', { name: /^Livraison/ }).check();
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Voir les horaires de ce mode' }).tap(),
    ]);
    await lookWithoutScripts(page, 'delivery-form');
    await page.getByLabel('Numéro et rue').fill('3 rue des Alpes');
    await page.getByLabel('Code postal').fill('33000');
    await page.getByLabel('Commune').fill('Bordeaux');
    await page.getByLabel('Créneau de livraison').selectOption({ index: 3 });
    await page.getByLabel('Votre nom').fill('Odile Martin');
    await page.getByLabel('Votre adresse électronique').fill('odile@livraison.example');
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Relire ma commande' }).tap(),
    ]);
    await page.getByText('Frais de livraison').waitFor();
    await lookWithoutScripts(page, 'delivery-summary');
    await page.getByRole('button', { name: 'Commande avec obligation de paiement' }).tap();
    await page.waitForURL('**/commande/*');

    const received = await stage.mailTo('paul@livraison.example', 'Nouvelle commande');
    expect(received.text).toContain('3 rue des Alpes, 33000 Bordeaux');
    await baker.page.goto(`${space}/commandes`);
    await baker.page.getByText('Livraison · 3 rue des Alpes, 33000 Bordeaux').waitFor();
    await look(baker.page, 'delivery-inbox');
    await baker.page.getByRole('button', { name: 'Accepter', exact: true }).tap();
    await baker.page.getByText('Commande acceptée.').waitFor();
    await baker.page.getByRole('link', { name: 'Odile Martin' }).tap();
    const confirmed = await stage.mailTo('odile@livraison.example', 'Livraison confirmée');
    // Said once the shop accepted it, which read it before.
    expect(confirmed.text).toContain('Adresse de livraison\u00a0: 3 rue des Alpes, 33000 Bordeaux');
    await page.reload();
    const code = (await page.locator('.receipt__code').textContent()) ?? '';
    await lookWithoutScripts(page, 'delivery-order');
    await baker.page.getByLabel('Code du client').fill(code);
    await baker.page.locator('#hand-over').getByRole('button').first().tap();
    await baker.page.getByText('Code vérifié').waitFor();
    await page.reload();
    await page.getByText('Livrée', { exact: true }).first().waitFor();
    await Promise.all([guest.context.close(), baker.context.close()]);
  });

  it('shows the times of another way at once, and loses nothing that was typed', async () => {
    const guest = await visit({ ...PHONE, javaScriptEnabled: true });
    const { page } = guest;
    await page.goto(`${bakery.address}/commander`);
    await page.locator('body').evaluate((body) => body.setAttribute('data-kept', ''));
    await page.getByLabel('Quantité').first().fill('2');
    await page.getByLabel('Votre nom').fill('Odile Martin');
    const collector = page.getByLabel('Qui vient la chercher');
    await collector.fill('Paul Martin');
    const button = page.getByRole('button', { name: 'Voir les horaires de ce mode' });
    expect(await button.isVisible()).toBe(false);
    await page.getByRole('radio', { name: /^Livraison/ }).check();
    await page.getByLabel('Créneau de livraison').waitFor();
    await page.getByLabel('Numéro et rue').fill('3 rue des Alpes');
    // Nobody comes for what is brought.
    expect(await collector.count()).toBe(0);
    await page.getByRole('radio', { name: /^Retrait/ }).check();
    await page.getByLabel('Créneau de retrait').waitFor();
    expect(await collector.inputValue()).toBe('Paul Martin');
    await page.getByRole('radio', { name: /^Livraison/ }).check();
    await page.getByLabel('Créneau de livraison').waitFor();
    expect(await page.getByLabel('Numéro et rue').inputValue()).toBe('3 rue des Alpes');
    expect(await page.getByLabel('Votre nom').inputValue()).toBe('Odile Martin');
    expect(await page.getByLabel('Quantité').first().inputValue()).toBe('2');
    expect(await page.locator('body[data-kept]').count()).toBe(1);
    // Where the server does not answer, the button is there.
    await page.route('**/commander', (route) => route.abort());
    await page.getByRole('radio', { name: /^Retrait/ }).check();
    await button.waitFor();
    await guest.context.close();
  });
});
