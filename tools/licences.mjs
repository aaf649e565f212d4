/**
 * Whether what the product ships with may be shipped with it under EUPL-1.2: `node tools/licences.mjs [--json] [lock]`.
 * Reads package-lock.json (or another lock file) and the installed packages; the accepted licences and their reasons are in
 * docs/licences.md. Exit code 1 when a package is not accepted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The rows `| \`name\` | … |` of one section of docs/licences.md: first cells, without their quotes. */
function namesIn(section, document) {
  const start = document.indexOf(`## ${section}\n`);
  if (start < 0) throw new Error(`docs/licences.md has no section "${section}"`);
  const end = document.indexOf('\n## ', start + 1);
  const text = document.slice(start, end < 0 ? undefined : end);
  return [...text.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name);
}

/** The SPDX expression of a package: of its lock entry, else of its package.json in any of the old forms. */
function licenceOf(entry, folder) {
  if (typeof entry.license === 'string') return entry.license;
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return 'unknown';
  const { license, licenses } = readJson(manifest);
  if (typeof license === 'string') return license;
  if (license?.type) return license.type;
  const several = (licenses ?? []).map((item) => item.type ?? item);
  return several.length > 0 ? `(${several.join(' OR ')})` : 'unknown';
}

/**
 * Whether an SPDX expression is satisfied by accepted licences: one side of an OR, both sides of an AND.
 * Enough of SPDX for what npm packages write; what it cannot read, it refuses.
 */
function isAccepted(expression, accepted) {
  const tokens = expression.replaceAll(/[()]/g, ' $& ').trim().split(/\s+/);
  let position = 0;
  const atom = () => {
    const token = tokens[position++];
    if (token !== '(') return accepted.has(token);
    const inner = either();
    if (tokens[position++] !== ')') throw new Error('unbalanced');
    return inner;
  };
  const both = () => {
    let result = atom();
    while (tokens[position] === 'AND') {
      position++;
      const right = atom();
      result = result && right;
    }
    return result;
  };
  const either = () => {
    let result = both();
    while (tokens[position] === 'OR') {
      position++;
      const right = both();
      result = result || right;
    }
    return result;
  };
  try {
    return either() && position === tokens.length;
  } catch {
    return false;
  }
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Needed only to build, and yet in what browsers are sent: the console's framework. */
const BUNDLED = /^@angular\/(common|core|forms|platform-browser|router)$/;

/** Packages that are installed in production or sent to browsers, with their licence. */
function productionPackages(lock) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.link && (!entry.dev || BUNDLED.test(nameOf(path))))
    .map(([path, entry]) => ({
      name: nameOf(path),
      version: entry.version,
      optional: Boolean(entry.optional),
      licence: licenceOf(entry, join(ROOT, path)),
    }));
}

/** The packages of production, those that are not accepted, and the exceptions that are no longer needed. */
function checkLicences(lockFile) {
  const document = readFileSync(join(ROOT, 'docs', 'licences.md'), 'utf8');
  const accepted = new Set(namesIn('Accepted licences', document));
  const exceptions = new Set(namesIn('Exceptions', document));
  const packages = productionPackages(readJson(lockFile));
  const refused = packages.filter(({ licence }) => !isAccepted(licence, accepted));
  return {
    packages: packages.length,
    refused: refused.filter(({ name }) => !exceptions.has(name)),
    idleExceptions: [...exceptions].filter((name) => !refused.some((found) => found.name === name)),
    used: [...new Set(packages.map(({ licence }) => licence))].sort(),
  };
}

const [lockFile = join(ROOT, 'package-lock.json')] = process.argv
  .slice(2)
  .filter((argument) => argument !== '--json');
const result = checkLicences(lockFile);
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(result));
} else {
  for (const { name, version, licence } of result.refused)
    console.log(`refused: ${name}@${version} (${licence})`);
  for (const name of result.idleExceptions) console.log(`exception no longer needed: ${name}`);
  console.log(`${result.packages} packages, ${result.refused.length} refused`);
}
process.exitCode = result.refused.length + result.idleExceptions.length > 0 ? 1 : 0;
