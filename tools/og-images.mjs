// Draws the picture that social networks show for each territory (Open Graph, 1200 × 630): its mark, its name, its
// sentence and its scene, in its own colours and faces. Run after a change of one of them: `node tools/og-images.mjs`.
// Needs Node 24 or newer, and the development dependencies.
import { readFileSync, readdirSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';
import { launchBrowser } from '../libs/testing/src/browser.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const views = join(root, 'apps/portal/views');

/** Largest picture worth sending to a phone, bytes. */
const LARGEST = 80_000;

const kebab = (name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const dataUri = (path, type) => `data:${type};base64,${readFileSync(path).toString('base64')}`;
const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const fontFaces = (face) =>
  face.files
    .map(({ file, weight, style }) => {
      const path = join(root, 'node_modules', face.package, 'files', file);
      return `@font-face { font-family: "${face.family}"; font-weight: ${weight}; font-style: ${style}; src: url(${dataUri(path, 'font/woff2')}); }`;
    })
    .join('\n');

/** @param theme folder with tokens.json, assets/ and, for a territory, theme.css and views/ */
function pageOf({ theme, title, tagline }) {
  const tokens = JSON.parse(readFileSync(join(theme, 'tokens.json'), 'utf8'));
  const own = (path, base) => [join(theme, path), join(views, base)].find((file) => existsSync(file));
  const scene = readFileSync(own('views/partials/scene.hbs', 'partials/scene.hbs'), 'utf8');
  const css = readdirSync(join(views, 'css'))
    .sort()
    .map((name) => readFileSync(join(views, 'css', name), 'utf8'));
  const stylesheet = join(theme, 'theme.css');
  const colours = Object.entries(tokens.light).map(([name, value]) => `--color-${kebab(name)}: ${value};`);
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><style>
${fontFaces(tokens.display)}${fontFaces(tokens.text)}
${css.join('\n')}
:root { ${colours.join(' ')} --font-display: "${tokens.display.family}"; --font-text: "${tokens.text.family}";
  --display-weight: ${tokens.displayWeight}; --display-tracking: ${tokens.displayTracking}em; --stroke: ${tokens.stroke}px;
  --radius-control: 0px; --radius-card: 0px; --motif: none; }
${existsSync(stylesheet) ? readFileSync(stylesheet, 'utf8') : ''}
body { inline-size: 1200px; block-size: 630px; min-block-size: 0; overflow: hidden; background: var(--hero-ground); color: var(--hero-ink); }
header { display: flex; align-items: center; gap: 22px; padding: 56px 72px 0; font: var(--display-weight) 36px/1 var(--font-display); letter-spacing: var(--display-tracking); }
header img { inline-size: 76px; block-size: 76px; }
h1 { padding: 34px 72px 0; font-size: 62px; line-height: 1.1; max-inline-size: 1120px; }
/* Halftone and rays are dear in a PNG, and lost at the size of a thumbnail. */
.scene [fill='url(#dots)'], .scene .s-paper[opacity] { display: none; }
.scene { position: absolute; inset-block-end: 0; block-size: 216px; }
</style><header><img alt="" src="${dataUri(join(theme, 'assets/logo.svg'), 'image/svg+xml')}">${escapeHtml(title)}</header>
<h1>${escapeHtml(tagline)}</h1>${scene}</html>`;
}

/** The same picture with its pixels compressed as far as zlib goes: the browser's encoder is made for speed. */
function repack(png) {
  const chunks = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  const pixels = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
  );
  const packed = [constants.Z_DEFAULT_STRATEGY, constants.Z_FILTERED].map((strategy) =>
    deflateSync(pixels, { level: 9, memLevel: 9, strategy }),
  );
  const smallest = packed.sort((a, b) => a.length - b.length)[0];
  const kept = chunks.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
  const out = [...kept, { type: 'IDAT', data: smallest }, { type: 'IEND', data: Buffer.alloc(0) }].map(
    ({ type, data }) => {
      const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
      const frame = Buffer.alloc(8);
      frame.writeUInt32BE(data.length, 0);
      frame.writeUInt32BE(crc32(body), 4);
      return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
    },
  );
  return Buffer.concat([png.subarray(0, 8), ...out]);
}

function territories() {
  const folder = join(root, 'tenants');
  const slugs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return slugs.map(({ name: slug }) => {
    const { title, tagline } = JSON.parse(readFileSync(join(folder, slug, 'tenant.json'), 'utf8'));
    return { theme: join(folder, slug, 'theme'), title: title.fr, tagline: tagline.fr };
  });
}

const product = JSON.parse(readFileSync(join(root, 'apps/portal/locales/pages.fr.json'), 'utf8')).pages;
const neutral = { theme: join(views, 'neutral'), title: product.product, tagline: product.productTagline };
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' });
for (const one of [...territories(), neutral]) {
  const target = join(one.theme, 'assets/og.png');
  await page.setContent(pageOf(one));
  await page.evaluate('document.fonts.ready.then(() => true)');
  writeFileSync(target, repack(await page.screenshot()));
  const { size } = statSync(target);
  console.log(`${target.slice(root.length + 1)}  ${Math.round(size / 1000)} kB`);
  if (size > LARGEST) process.exitCode = 1;
}
await browser.close();
