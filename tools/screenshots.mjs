/**
 * Takes the README's pictures of the running product (`npm start` in another terminal, in a new HALLES_HOME: two
 * businesses are claimed and two reported, bread is ordered and an appointment made, as people do it): `npm run screenshots`.
 * `npm run screenshots -- all FOLDER` takes every page of every territory at 390 and 1280 px, light and dark.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import sharp from 'sharp';
import { takeAppointments } from './screenshots/appointments.mjs';
import { takeConsole } from './screenshots/console.mjs';
import { takeMerchant } from './screenshots/merchant.mjs';
import { takeOrders } from './screenshots/orders.mjs';
import { addresses } from './screenshots/stage.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const outfile = join(ROOT, 'dist', 'tools', 'browser.mjs');
buildSync({
  entryPoints: [join(ROOT, 'libs', 'testing', 'src', 'browser.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
const { launchBrowser } = await import(outfile);

const [mode = 'readme', folder = join(ROOT, 'docs', 'screenshots')] = process.argv.slice(2);
const slugs = ['bordeaux', 'hauts-de-france', 'grand-angouleme', 'issy-les-moulineaux', 'valence'];
/** What the README shows of a territory beside its home page: in a wide window, and on a phone. */
const shown = [
  { slug: 'bordeaux', name: 'results', path: '/commerces?q=boulangerie', map: true },
  { slug: 'valence', name: 'results', path: '/commerces?q=coiffeur', width: 390 },
  { slug: 'grand-angouleme', name: 'listing', path: '/commerces?q=boulangerie', first: true },
  { slug: 'hauts-de-france', name: 'listing', path: '/commerces?q=primeur', first: true, width: 390 },
];
const pages = {
  home: '/',
  contact: '/contact',
  about: '/a-propos',
  accessibility: '/accessibilite',
  directory: '/commerces',
  'home-en': '/en',
  missing: '/nulle-part',
};

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser({ webgl: true });

/** A page as it stands, in few colours: a quarter of the bytes. */
async function shoot(page, name, options = {}) {
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot({ ...options, animations: 'disabled' });
  await sharp(picture)
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(join(folder, `${name}.png`));
}

/** @param options `first`: of a list, the page of its first result; `map`: once the map beside it is drawn */
async function take(url, name, { width, scheme, fullPage, first = false, map = false }) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 800 },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  if (first) {
    await page.locator('.result__name a').first().click();
    await page.waitForURL('**/commerce/**');
  }
  if (map) {
    await page.locator('.map--drawn').waitFor();
    await page.waitForLoadState('networkidle');
  }
  await shoot(page, name, { fullPage });
  await context.close();
}

for (const slug of slugs) {
  const origin = addresses.portal(slug);
  if (mode === 'readme') {
    await take(`${origin}/`, `${slug}-home`, { width: 1280, scheme: 'light', fullPage: false });
    await take(`${origin}/`, `${slug}-phone`, { width: 390, scheme: 'dark', fullPage: false });
    continue;
  }
  for (const [name, path] of Object.entries(pages)) {
    for (const width of [390, 1280]) {
      for (const scheme of ['light', 'dark']) {
        await take(`${origin}${path}`, `${slug}-${name}-${width}-${scheme}`, {
          width,
          scheme,
          fullPage: true,
        });
      }
    }
  }
}
if (mode === 'readme') {
  for (const { slug, name, path, width = 1280, ...options } of shown)
    await take(addresses.portal(slug) + path, `${slug}-${name}`, {
      width,
      scheme: 'light',
      fullPage: false,
      ...options,
    });
  await takeOrders(browser, 'valence', shoot);
  await takeAppointments(browser, 'valence', shoot);
  await takeMerchant(browser, 'issy-les-moulineaux', shoot);
  await takeConsole(ROOT, browser, 'issy-les-moulineaux', shoot);
  await take(`${addresses.mailbox}/`, 'mailbox', { width: 1280, scheme: 'light', fullPage: false });
}
await browser.close();
