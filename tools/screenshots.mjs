/**
 * Takes the README's pictures of the running product (`npm start` in another terminal): `npm run screenshots`.
 * `npm run screenshots -- all FOLDER` takes every page of every territory at 390 and 1280 px, light and dark.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { Secret, TOTP } from 'otpauth';

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
const port = process.env.PORT ?? '3000';
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

/** An operator of its own for the picture, as the command line makes one; taken away afterwards. */
const OPERATOR = 'pictures@halles.localhost';
const halles = (...args) =>
  execFileSync(process.execPath, [join(ROOT, 'bin', 'halles.mjs'), 'operator', ...args, '--json'], {
    encoding: 'utf8',
  });

/** Sets the second factor up as a person without a camera does: by the key that is shown. */
async function enrol(page) {
  await page.waitForURL('**/double-authentification**');
  await page.locator('.steps summary').click();
  const secret = (await page.locator('.steps details code').innerText()).replaceAll(/\s/g, '');
  await page.locator('form input').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.keyboard.press('Enter');
  await page.locator('.recovery-codes').waitFor();
  await page.locator('.form-actions button').click();
}

async function takeConsole() {
  const { password } = JSON.parse(halles('create', OPERATOR));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(`http://console.localhost:${process.env.CONSOLE_PORT ?? '3001'}/`);
  await page.fill('input[type=email]', OPERATOR);
  await page.fill('input[type=password]', password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/mot-de-passe**');
  const fields = page.locator('input[type=password]');
  await fields.nth(2).waitFor();
  for (const [index, value] of [password, randomUUID(), ''].entries())
    if (value) await fields.nth(index).fill(value);
  await fields.nth(2).fill(await fields.nth(1).inputValue());
  await page.keyboard.press('Enter');
  await enrol(page);
  await page.locator('table').waitFor();
  await page.screenshot({ path: join(folder, 'console.png'), fullPage: true });
  await context.close();
  halles('remove', OPERATOR, '--yes');
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
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  await context.close();
}

for (const slug of slugs) {
  const origin = `http://${slug}.localhost:${port}`;
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
    await take(`http://${slug}.localhost:${port}${path}`, `${slug}-${name}`, {
      width,
      scheme: 'light',
      fullPage: false,
      ...options,
    });
  await takeConsole();
  await take(`http://localhost:${process.env.MAILBOX_PORT ?? '3002'}/`, 'mailbox', {
    width: 1280,
    scheme: 'light',
    fullPage: false,
  });
}
await browser.close();
