import { mkdirSync } from 'node:fs';
import { ProfileService } from '@halles/domain/profiles';
import { MINUTE } from '@halles/kernel';
import { freePort } from '@halles/platform/engines';
import { serve, type Serving } from '@halles/platform/http';
import { launchBrowser, openWorld, type World, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { addAccount, PASSWORD } from '@halles/testing/console';
import type { INestApplicationContext } from '@nestjs/common';
import type { Browser, Page } from 'playwright-core';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { createPortal } from '../../apps/portal/src/create-portal';
import { errorsOf, watchedPage } from './watched-page';

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];
const SLUG = 'ici-bourg';

jest.setTimeout(5 * MINUTE);

/** From the console to the public page of a business and back, by keyboard, on a phone and at a desk. */
describe.each([390, 1280])('an agent who mends a page for a merchant, at %i px', (width) => {
  let world: World;
  let portal: INestApplicationContext;
  let servings: Serving[];
  let browser: Browser;
  let page: Page;
  let listing: number;
  let origins: { readonly console: string; readonly portal: string };
  const errors: string[] = [];

  beforeAll(async () => {
    const [consolePort, portalPort] = [await freePort(), await freePort()];
    world = await openWorld({
      env: {
        BIND_ADDRESS: '127.0.0.1',
        CONSOLE_HOST: 'console.localhost',
        CONSOLE_PUBLIC_PORT: String(consolePort),
        PUBLIC_PORT: String(portalPort),
        LOG_LEVEL: 'silent',
      },
    });
    const app = await createPortal(world.config);
    portal = app;
    servings = [await serve(await createConsoleApp(world.config), consolePort), await serve(app, portalPort)];
    origins = {
      console: `http://console.localhost:${consolePort}`,
      portal: `http://${SLUG}.localhost:${portalPort}`,
    };
    const facts = {
      displayName: 'Le Kiosque',
      openingHoursText: 'Mo-Fr 09:00-18:00; Sa 09:00-12:00; PH off',
    };
    [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene', facts }]);
    await sendAgent(world, world.here, listing, { scope: ['hours', 'contact'] });
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale: 'fr-FR',
      reducedMotion: 'reduce',
    });
    const watched = await watchedPage(context, origins.console);
    ({ page } = watched);
    page.on('pageerror', (error) => errors.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    for (const serving of servings) await serving.stop();
    await world.close();
  });

  async function looksRight(name: string): Promise<void> {
    // As high as the page: what sticks to the foot of the screen covers nothing that is to be measured.
    await page.setViewportSize({ width, height: 3_200 });
    expect([name, await errorsOf(page)]).toEqual([name, []]);
    await page.setViewportSize({ width, height: 900 });
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/agent-${name}-${width}.png`, fullPage: true });
  }

  /** Goes to something with the keyboard alone, and presses Enter. */
  async function press(name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> {
    const target = page.getByRole(role, { name }).first();
    await target.waitFor();
    await target.focus();
    await page.keyboard.press('Enter');
  }

  it('comes from the console to the editors, with what the public reads in them', async () => {
    const { email } = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    await page.goto(`${origins.console}/territoires/${SLUG}/fiches/${listing}`);
    await page.getByLabel('Adresse électronique').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Donné par Jeanne Paul, gérante.').waitFor();
    await looksRight('console');
    await press('Corriger pour le commerçant');
    await page.waitForURL(`${origins.portal}/pro/commerces/${listing}`);
    await page.getByText(/avec l’accord de Jeanne Paul/).waitFor();
    await looksRight('overview');
  });

  it('corrects a Saturday, looks at the real page, and publishes', async () => {
    await page.goto(`${origins.portal}/pro/commerces/${listing}/horaires`);
    expect(await page.locator('#d1from1').inputValue()).toBe('09:00');
    await looksRight('hours');
    await page.locator('#d6until1').fill('16:00');
    await press('Voir d’abord');
    await page.waitForURL(/\/apercu$/);
    await page.getByText(/avec l’accord de Jeanne Paul/).waitFor();
    await looksRight('preview');
    await press('Publier ces changements');
    await page.getByText(/C’est publié/).waitFor();
    await looksRight('published');
  });

  it('is asked before the shop is closed for two weeks', async () => {
    await page.goto(`${origins.portal}/pro/commerces/${listing}/conges`);
    await page.locator('#v0from').fill('2027-03-01');
    await page.locator('#v0returns').fill('2027-03-15');
    await press('Publier');
    await page.getByLabel(/Oui, fermer du/).waitFor();
    await looksRight('closing');
    await page.getByLabel(/Oui, fermer du/).focus();
    await page.keyboard.press('Space');
    await press('Publier');
    await page.getByText(/C’est publié/).waitFor();
    await press('Annuler ce changement');
    await page.getByText('C’est annulé').waitFor();
    await looksRight('undone');
    const { content } = await portal.get(ProfileService, { strict: false }).find(world.here, listing);
    expect([content.vacations, content.shopHours]).toEqual([null, expect.stringContaining('16:00')]);
  });

  it('finishes, is back at the console, and reads there what changed', async () => {
    await press('Terminer');
    await page.waitForURL(`${origins.console}/territoires/${SLUG}/fiches/${listing}`);
    await page
      .getByText(/la collectivité \(/)
      .first()
      .waitFor();
    await looksRight('back');
    await page.goto(`${origins.portal}/commerce/x-${listing}`);
    expect(await page.locator('main').innerText()).toMatch(/9\sh\s–\s?⁠?\s?16\sh/);
    await page.goto(`${origins.portal}/pro/commerces/${listing}/horaires`);
    await page.waitForURL(/\/connexion\?suite=/);
    expect(errors).toEqual([]);
  });
});
