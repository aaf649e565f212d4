import { freePort } from '@halles/platform/engines';
import { serve, type Serving } from '@halles/platform/http';
import { MINUTE } from '@halles/kernel';
import { launchBrowser, openWorld, type World } from '@halles/testing';
import type { Browser, Page } from 'playwright-core';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { createPortal } from '../../apps/portal/src/create-portal';
import { addAccount, PASSWORD, type TestAccount } from '@halles/testing/console';
import { LocalProvider, PERSON } from '@halles/testing/openid';
import { errorsOf, type Misdeeds, watchedPage } from './watched-page';

jest.setTimeout(5 * MINUTE);

/**
 * In a real browser, with a provider on another site: what cookies come along, which forms may lead where, and what the
 * pages look like are its decisions.
 */
describe('ProConnect in a browser', () => {
  let world: World;
  let provider: LocalProvider;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  let agent: TestAccount;
  let origin: string;
  let portalOrigin: string;
  const servings: Serving[] = [];

  beforeAll(async () => {
    const [portalPort, consolePort] = [await freePort(), await freePort()];
    origin = `http://console.localhost:${consolePort}`;
    portalOrigin = `http://ici-bourg.localhost:${portalPort}`;
    provider = await LocalProvider.start(origin);
    world = await openWorld({
      env: {
        ...provider.env,
        BIND_ADDRESS: '127.0.0.1',
        CONSOLE_HOST: 'console.localhost',
        PUBLIC_PORT: String(portalPort),
        CONSOLE_PUBLIC_PORT: String(consolePort),
        LOG_LEVEL: 'silent',
      },
    });
    servings.push(await serve(await createConsoleApp(world.config), consolePort));
    servings.push(await serve(await createPortal(world.config), portalPort));
    agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
    ({ page, misdeeds } = await watchedPage(context, origin));
  });

  afterAll(async () => {
    await browser.close();
    for (const serving of servings) await serving.stop();
    await world.close();
    await provider.stop();
  });

  const saysWhoTheyAre = () => page.getByRole('button', { name: 'Je suis Odile Fournier' }).click();
  const confirmsSigningOut = () => page.getByRole('button', { name: 'Me déconnecter d’ici aussi' }).click();

  /** Looks at the page by day and by night, wide and narrow. */
  async function expectNoError(): Promise<void> {
    for (const width of [1280, 390, 320])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect([width, colorScheme, await errorsOf(page)]).toEqual([width, colorScheme, []]);
      }
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  it('is linked on the page of security, with the password, by keyboard', async () => {
    await page.goto(origin);
    await page.getByLabel('Adresse électronique').fill(agent.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Sécurité' }).click();
    await page.getByRole('heading', { level: 2, name: 'ProConnect' }).waitFor();
    await expectNoError();
    await page.getByLabel('Votre mot de passe', { exact: true }).fill('pas le bon');
    await page.keyboard.press('Enter');
    await page.getByText('Le mot de passe actuel n’est pas le bon.', { exact: true }).waitFor();
    await page.getByLabel('Votre mot de passe', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await saysWhoTheyAre();
    await page.getByText('ProConnect est relié', { exact: true }).waitFor();
    await page.getByText(/SIREN 732.829.320/).waitFor();
    await expectNoError();
  });

  it('is offered beside the password, leads back to the place, and out again', async () => {
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByText('Vous êtes déconnecté').waitFor();
    await page.context().clearCookies();
    await page.goto(`${origin}/territoires/ici-bourg/mandats`);
    const offer = page.getByRole('link', { name: 'S’identifier avec ProConnect' });
    await offer.waitFor();
    expect(await page.getByRole('link', { name: /Qu’est-ce que ProConnect/ }).getAttribute('href')).toBe(
      'https://www.proconnect.gouv.fr/',
    );
    await expectNoError();
    await offer.focus();
    await page.keyboard.press('Enter');
    await saysWhoTheyAre();
    await page.getByRole('heading', { level: 1, name: 'Mandats' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/territoires/ici-bourg/mandats');

    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await confirmsSigningOut();
    await page.getByText('Vous êtes déconnecté').waitFor();
    expect(new URL(page.url()).origin).toBe(origin);
    expect(await world.installation.platform().query('SELECT 1 FROM console_session')).toEqual([]);
  });

  it('says what to do to whoever linked nothing', async () => {
    await world.installation.platform().query('DELETE FROM console_identity');
    await page.goto(`${origin}/connexion`);
    await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
    await saysWhoTheyAre();
    await page.getByRole('alert').getByText('Aucun compte n’est relié à cette identité').waitFor();
    await expectNoError();
  });

  it('lets a merchant out of the portal and of ProConnect with one button', async () => {
    await page.context().clearCookies();
    await page.goto(`${portalOrigin}/connexion/proconnect?suite=/compte`);
    await saysWhoTheyAre();
    await page.getByText(PERSON.email).first().waitFor();
    await page.getByRole('button', { name: 'Me déconnecter' }).click();
    await confirmsSigningOut();
    await page.getByRole('heading', { level: 1, name: /Connexion/ }).waitFor();
    expect(page.url()).toBe(`${portalOrigin}/connexion`);
    await page.goto(`${portalOrigin}/connexion/proconnect?suite=/compte`);
    await saysWhoTheyAre();
  });

  it('has broken no rule of its own policy, and asked nothing of anybody but the provider', () => {
    const strangers = misdeeds.elsewhere.filter(
      (url) => ![provider.url, portalOrigin].includes(new URL(url).origin),
    );
    expect([misdeeds.errors, strangers]).toEqual([[], []]);
  });
});
