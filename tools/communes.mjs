/**
 * Makes the list of the communes of France: `node tools/communes.mjs <communes.json> <centres.csv>…`.
 *
 * Names and postal codes are those of `communes.json` of the npm package `@etalab/decoupage-administratif` 6.0.0. Points come
 * from CSV files with a column of codes (`code_commune` or `code_insee`), `lon`, `lat` and, where it has several, `source`;
 * the first file that has a commune counts. The list that is committed was made of the centres of IGN Admin Express 2018 around
 * the territories that ship with the product, then of the town halls of service-public.fr (November 2020). A commune without
 * a point lies in the middle of those that have its postal code, and is left out where there is none. Licences:
 * docs/licences.md. Lines are in the order of their slugs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const OUTPUT = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  'libs/domain/territories/src/data/communes.json',
);
/** Of a degree: a hundred metres. */
const DECIMALS = 3;
/** The only one of several sources in a file whose licence is sure. */
const SURE = new Set([undefined, 'service-public']);

const [communeFile, ...pointFiles] = process.argv.slice(2);
if (!communeFile || pointFiles.length === 0) {
  console.error('Which files? node tools/communes.mjs <communes.json> <centres.csv>…');
  process.exit(2);
}

/** As `slugOf` of @halles/domain/text makes it, with its short form of « avenue » (Saint-Avé); a test compares them. */
const slugOf = (text) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .replaceAll(/\bave\b/g, 'avenue');

const cellsOf = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell);
const points = new Map();
for (const file of pointFiles) {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split(/\r?\n/);
  const columns = cellsOf(head);
  const [code, lon, lat, source] = [/^code_(commune|insee)$/, /^lon$/, /^lat$/, /^source$/].map((name) =>
    columns.findIndex((column) => name.test(column)),
  );
  for (const cells of lines.filter((line) => line !== '').map(cellsOf)) {
    const [longitude, latitude] = [cells[lon], cells[lat]].map(Number);
    const isWhole = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    if (isWhole && SURE.has(cells[source]) && !points.has(cells[code]))
      points.set(cells[code], [longitude, latitude]);
  }
}

const communes = JSON.parse(readFileSync(communeFile, 'utf8')).filter(
  ({ type, codesPostaux }) => type === 'commune-actuelle' && codesPostaux?.length > 0,
);
const byPostalCode = Map.groupBy(
  communes.flatMap(({ code, codesPostaux }) =>
    points.has(code) ? codesPostaux.map((postalCode) => ({ postalCode, point: points.get(code) })) : [],
  ),
  ({ postalCode }) => postalCode,
);
function pointOf({ code, codesPostaux }) {
  if (points.has(code)) return points.get(code);
  const near = codesPostaux.flatMap((postalCode) => byPostalCode.get(postalCode) ?? []);
  if (near.length === 0) return null;
  return [0, 1].map((axis) => near.reduce((sum, { point }) => sum + point[axis], 0) / near.length);
}

const lines = communes
  .flatMap((commune) => {
    const point = pointOf(commune);
    if (point === null) return [];
    const { nom, code, codesPostaux } = commune;
    const [longitude, latitude] = point.map((degrees) => degrees.toFixed(DECIMALS));
    return [[slugOf(nom), code, nom, codesPostaux.join(' '), longitude, latitude].join('|')];
  })
  .sort();
const packed = brotliCompressSync(Buffer.from(lines.join('\n')), {
  params: { [constants.BROTLI_PARAM_LGWIN]: 24 },
});
const note = 'Made by tools/communes.mjs. Licences: docs/licences.md.';
writeFileSync(
  OUTPUT,
  `${JSON.stringify({ note, lines: lines.length, brotli: packed.toString('base64') }, null, 2)}\n`,
);
console.log(`${lines.length} lines, ${packed.length} bytes`);
