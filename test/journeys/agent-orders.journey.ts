import { mkdirSync } from 'node:fs';
import { MandateService, MandatesModule } from '@halles/domain/mandates';
import { OrderHandling, orderLink } from '@halles/domain/orders';
import { MINUTE } from '@halles/kernel';
import { freePort } from '@halles/platform/engines';
import { serve, type Serving } from '@halles/platform/http';
import { SignedLinks } from '@halles/platform/tenancy';
import { launchBrowser, openWorld, servicesOf, type World } from '@halles/testing';
import { addAccount, PASSWORD } from '@halles/testing/console';
import type { INestApplicationContext } from '@nestjs/common';
import type { Browser, Page } from 'playwright-core';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { createPortal } from '../../apps/portal/src/create-portal';
import { LOAF, openBakery } from './order-stage';
import { errorsOf, watchedPage } from './watched-page';

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];
const SLUG = 'ici-bourg';

jest.setTimeout(5 * MINUTE);

/** Draws a signature, as a finger would. */
async function sign(page: Page): Promise<void> {
  const pad = page.locator('.signature');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the pad is not shown');
  await page.mouse.move(box.x + 20, box.y + 40);
  await page.mouse.down();
  for (let step = 1; step < 20; step += 1)
    await page.mouse.move(box.x + 20 + step * 12, box.y + 40 + (step % 4) * 9);
  await page.mouse.up();
}

/** A merchant signs for the orders, an agent enters one for who calls the town hall, and shop and customer read of it. */
describe.each([390, 1280])('an order that an agent enters for somebody on the phone, at %i px', (width) => {
  let world: World;
  let portal: INestApplicationContext;
  let servings: Serving[];
  let browser: Browser;
  let page: Page;
  let bakery: Awaited<ReturnType<typeof openBakery>>;
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
    portal = await createPortal(world.config);
    servings = [
      await serve(await createConsoleApp(world.config), consolePort),
      await serve(portal as Awaited<ReturnType<typeof createPortal>>, portalPort),
    ];
    origins = {
      console: `http://console.localhost:${consolePort}`,
      portal: `http://${SLUG}.localhost:${portalPort}`,
    };
    const stage = { world, ctx: world.here, originOf: () => origins.portal };
    bakery = await openBakery(stage, 'boulangere@four.example');
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale: 'fr-FR',
      reducedMotion: 'reduce',
    });
    ({ page } = await watchedPage(context, origins.console));
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => errors.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    for (const serving of servings) await serving.stop();
    await world.close();
  });

  async function looksRight(name: string, of = page): Promise<void> {
    // As high as the page: what sticks to the foot of the screen covers nothing that is to be measured.
    await of.setViewportSize({ width, height: 4_000 });
    expect([name, await errorsOf(of)]).toEqual([name, []]);
    await of.setViewportSize({ width, height: 900 });
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await of.screenshot({ path: `${PICTURES}/agent-orders-${name}-${width}.png`, fullPage: true });
  }
  const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

  it('begins with a mandate on the orders, signed on the screen of the agent', async () => {
    const { email } = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    await page.goto(`${origins.console}/territoires/${SLUG}/mandats?fiche=${bakery.listing}`);
    await page.getByLabel('Adresse électronique').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Choisir un autre commerce' }).waitFor();
    await page.getByLabel('Nom de la personne').fill('Jeanne Paul');
    await page.getByLabel('En qualité de').fill('gérante');
    await page.getByLabel(/commandes \(lire/).check();
    await sign(page);
    await looksRight('mandate');
    await press('Enregistrer l’accord signé');
    await page.getByText(/L’accord est enregistré\s: il attend qui tient la page/).waitFor();
    // Who keeps the page is asked first.
    await page.getByText('attend l’accord de qui tient la page').waitFor();
    const mandates = (await servicesOf(world, [MandatesModule])).get(MandateService);
    const [asked] = await mandates.waiting(world.here, [bakery.listing], new Date());
    await mandates.agree(world.here, bakery.listing, asked?.mandate.id ?? '', new Date());
  });

  it('goes from the console to the form of the shop, which waits for its answer', async () => {
    await page.goto(`${origins.console}/territoires/${SLUG}/commandes`);
    await page.getByLabel('Commerce', { exact: true }).fill('pain du');
    await looksRight('console');
    await press(/^Prendre une commande/);
    await page.getByText(/avec l’accord de Jeanne Paul/).waitFor();
    await page.getByLabel(`Quantité : ${LOAF}`).fill('2');
    await page.getByLabel('Créneau de retrait').selectOption({ index: 4 });
    await page.getByLabel('Nom de la personne').fill('Odile Martin');
    await page.getByLabel('Son téléphone').fill('06 12 34 56 78');
    await looksRight('form');
    await page.getByRole('button', { name: 'Relire avec la personne' }).last().click();
    await page.getByText('Le commerce doit encore la confirmer').waitFor();
    await looksRight('summary');
    await press('Enregistrer la commande');
    await page.getByText('Le commerce la reçoit et doit la confirmer').waitFor();
    await looksRight('order');
  });

  it('stands in the inbox of the shop as the town’s, and its customer reads who took it', async () => {
    const id = page.url().split('?')[0]?.split('/').at(-1) ?? '';
    const order = await portal.get(OrderHandling, { strict: false }).get(world.here, id);
    expect(order).toMatchObject({ state: 'received', events: [{ actor: 'town' }] });
    await press('Accepter');
    await page.getByText('Commande acceptée').waitFor();
    await looksRight('accepted');
    const merchant = await browser.newContext({ viewport: { width, height: 900 }, locale: 'fr-FR' });
    const [name = '', value = ''] = bakery.merchant.split('=');
    const url = origins.portal.replace('http:', 'https:');
    await merchant.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    const inbox = await merchant.newPage();
    await inbox.goto(`${origins.portal}/pro/commerces/${bakery.listing}/commandes`);
    await inbox.getByText('Prise au téléphone par la collectivité').waitFor();
    await looksRight('inbox', inbox);
    await inbox.getByRole('link', { name: 'Odile Martin' }).click();
    await inbox.getByText('Prise au téléphone, par la collectivité (mandat)').waitFor();
    await looksRight('merchant', inbox);
    const token = new SignedLinks(world.config.masterKey).issue(world.here, orderLink, { id, serial: 0 });
    await inbox.goto(`${origins.portal}/commande/${token}`);
    await inbox.getByText('Prise au téléphone').waitFor();
    await looksRight('customer', inbox);
    await merchant.close();
    expect(errors).toEqual([]);
  });
});
