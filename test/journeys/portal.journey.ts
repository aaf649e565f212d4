import { MINUTE } from '@halles/kernel';
import { freePort } from '@halles/platform/engines';
import { prepareInstallation } from '@halles/platform/provisioning';
import { serve, type Serving } from '@halles/platform/http';
import { launchBrowser, openWorld, platformOf, type World } from '@halles/testing';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { createPortal } from '../../apps/portal/src/create-portal';
import { faultsOf, watchedPage } from './watched-page';

const TERRITORIES = ['bordeaux', 'grand-angouleme', 'hauts-de-france', 'issy-les-moulineaux', 'valence'];
const PAGES = [
  '/',
  '/a-propos',
  '/contact',
  '/commerces',
  '/mentions-legales',
  '/confidentialite',
  '/accessibilite',
  '/classement',
  '/en',
  '/nulle-part',
];

jest.setTimeout(4 * MINUTE);

describe('a citizen on the portals', () => {
  let world: World;
  let serving: Serving;
  let browser: Browser;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    world = await openWorld({
      env: { PORT: String(port), PUBLIC_PORT: String(port), BIND_ADDRESS: '127.0.0.1', LOG_LEVEL: 'silent' },
    });
    await prepareInstallation(world.config);
    serving = await serve(await createPortal(world.config), port);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await serving.stop();
    await world.close();
  });

  const originOf = (slug: string): string => `http://${slug}.localhost:${port}`;

  async function visit(slug: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'fr-FR',
      ...options,
    });
    return { context, ...(await watchedPage(context, originOf(slug))) };
  }

  it.each(TERRITORIES)(
    '%s: axe finds nothing and nothing scrolls sideways, on a phone and a desk, by day and by night',
    async (slug) => {
      for (const width of [390, 1280]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const { context, page, misdeeds } = await visit(slug, {
            viewport: { width, height: 844 },
            colorScheme,
          });
          for (const path of ['/', '/contact']) {
            await page.goto(originOf(slug) + path);
            expect({ slug, width, colorScheme, path, faults: await faultsOf(page) }).toMatchObject({
              faults: [],
            });
          }
          expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
          await context.close();
        }
      }
    },
  );

  it('every page: no fault, no cookie, no request to anybody else, no error of script or policy', async () => {
    const { context, page, misdeeds } = await visit('bordeaux', { viewport: { width: 320, height: 700 } });
    for (const path of PAGES) {
      await page.goto(originOf('bordeaux') + path);
      expect({ path, faults: await faultsOf(page) }).toEqual({ path, faults: [] });
    }
    expect(await context.cookies()).toEqual([]);
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();
  });

  it('five towns, five faces: no two homes share ground, accent or typeface', async () => {
    const faces = new Set<string>();
    for (const slug of TERRITORIES) {
      const { context, page } = await visit(slug);
      await page.goto(originOf(slug));
      const face = await page.evaluate<string>(
        `(() => { const s = getComputedStyle(document.documentElement);
          return [s.getPropertyValue('--color-accent'), getComputedStyle(document.querySelector('h1')).fontFamily.split(',')[0]].join(); })()`,
      );
      faces.add(face);
      await context.close();
    }
    expect(faces.size).toBe(TERRITORIES.length);
  });

  it('with the keyboard only: skips to the content, finds the contact page, sends a message', async () => {
    const { context, page } = await visit('valence');
    await page.goto(originOf('valence'));
    const focusedText = () => page.evaluate<string>("(document.activeElement?.textContent ?? '').trim()");
    await page.keyboard.press('Tab');
    expect(await focusedText()).toMatch(/contenu/i);
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).not.toBe('none');
    for (let press = 0; press < 15 && (await focusedText()) !== 'Contact'; press += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/contact');
    await page.locator('#name').focus();
    for (const text of ['Jeanne Martin', 'jeanne@habitante.example', 'Le marché', 'À quelle heure ?']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    while ((await focusedText()) !== 'Envoyer le message') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/contact/envoye?ref=*');
    const reference = new URL(page.url()).searchParams.get('ref') ?? '';
    expect(await page.textContent('main')).toContain(reference);
    expect(await context.cookies()).toEqual([]);
    const owed = await platformOf(world).query("SELECT 1 FROM outbox WHERE kind LIKE 'enquiry.%'");
    expect(owed).toHaveLength(2);
    await context.close();
  });

  it('without JavaScript: a faulty form says what to do, keeps what was typed and is sent once mended', async () => {
    const { context, page } = await visit('issy-les-moulineaux', {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    await page.goto(`${originOf('issy-les-moulineaux')}/contact`);
    await page.fill('#name', 'Ali Ben');
    await page.fill('#email', 'pas une adresse');
    await page.fill('#message', 'Bonjour');
    await page.click('button[type=submit].button:has-text("Envoyer")');
    expect(await page.inputValue('#name')).toBe('Ali Ben');
    expect(await page.inputValue('#message')).toBe('Bonjour');
    expect(await page.getAttribute('#email', 'aria-invalid')).toBe('true');
    expect(await page.getAttribute('#subject', 'aria-describedby')).toBeTruthy();
    await page.fill('#email', 'ali@habitant.example');
    await page.fill('#subject', 'Une question');
    await page.click('button[type=submit].button:has-text("Envoyer")');
    expect(page.url()).toContain('/contact/envoye?ref=');
    await context.close();
  });

  it('the language stays as one goes on reading, without a cookie', async () => {
    const { context, page } = await visit('bordeaux');
    await page.goto(originOf('bordeaux'));
    await page.click('a[hreflang=en], a[lang=en]');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.click('nav a:has-text("Contact")');
    expect(page.url()).toBe(`${originOf('bordeaux')}/en/contact`);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});
