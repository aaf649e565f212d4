/**
 * Takes the README's pictures of the running product (`npm start` in another terminal): `npm run screenshots`.
 * `npm run screenshots -- all FOLDER` takes every page of every territory at 390 and 1280 px, light and dark.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

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
const browser = await launchBrowser();

async function take(url, name, { width, scheme, fullPage }) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 800 },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
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
await browser.close();
