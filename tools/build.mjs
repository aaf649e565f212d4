/**
 * Builds what is stale: `node tools/build.mjs`, or with the names of some targets.
 *
 * A target is stale when one of the files that it is made of has changed (by content, so that a checkout of another
 * branch and back builds nothing), or when its output is missing. Each step says how many seconds it took; a build that
 * fails shows its output, and the exit code is not 0. Two builds at once take turns.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMPS = join(ROOT, 'dist', '.stamps');
const STAGE = join(ROOT, 'dist', '.stage');
const LANES = 2;
const LOCK_POLL_MS = 200;

/** Angular and Nest need the Node of the checkout, whatever the machine has. */
const OWN_NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
const NODE = existsSync(OWN_NODE) ? OWN_NODE : process.execPath;

const TESTS = /\.(?:spec|int-spec|e2e-spec|journey)\.ts$/;
const CODE = /\.(?:ts|json)$/;
const isCode = (path) => CODE.test(path) && !TESTS.test(path);
const isBuilt = (path) => !TESTS.test(path);

const server = (name) => ({
  name,
  source: `apps/${name}/src/main.ts`,
  output: `dist/apps/${name}/main.js`,
  inputs: ['package-lock.json', 'tsconfig.json', 'nest-cli.json', 'libs', 'migrations', `apps/${name}/src`],
  accepts: isCode,
  build: () => run(['node_modules/@nestjs/cli/bin/nest.js', 'build', name]),
});

const TARGETS = [
  {
    name: 'console',
    source: 'apps/console/src/main.ts',
    output: 'dist/apps/console/browser/index.html',
    inputs: [
      'package-lock.json',
      'tsconfig.json',
      'angular.json',
      'libs/kernel',
      'libs/contracts',
      'apps/console',
    ],
    accepts: isBuilt,
    build: async () => {
      const stage = join(STAGE, 'console');
      await run(['node_modules/@angular/cli/bin/ng.js', 'build', '--output-path', stage]);
      replace(stage, join(ROOT, 'dist', 'apps', 'console'));
    },
  },
  server('portal'),
  server('console-api'),
  server('worker'),
  server('cli'),
  {
    name: 'islands',
    source: 'apps/portal/client',
    output: 'dist/apps/portal/client',
    inputs: ['package-lock.json', 'tsconfig.json', 'libs/kernel', 'libs/contracts', 'apps/portal/client'],
    accepts: isCode,
    build: buildIslands,
  },
];

/** The scripts of the portals' pages, one file each. */
async function buildIslands() {
  const source = join(ROOT, 'apps', 'portal', 'client');
  const stage = join(STAGE, 'islands');
  const { build } = await import('esbuild');
  await build({
    entryPoints: readdirSync(source)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && isBuilt(name))
      .map((name) => join(source, name)),
    outdir: stage,
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  replace(stage, join(ROOT, 'dist', 'apps', 'portal', 'client'));
}

/** Puts a finished folder in the place of another in one move: who reads there finds the old one or the new one. */
function replace(stage, place) {
  const old = `${stage}.old`;
  rmSync(old, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  if (existsSync(place)) renameSync(place, old);
  renameSync(stage, place);
  rmSync(old, { recursive: true, force: true });
}

/** Runs a tool of the checkout and fails with all that it printed. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, args, {
      cwd: ROOT,
      env: { ...process.env, NG_CLI_ANALYTICS: 'false', NODE_OPTIONS: '', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(stripVTControlCharacters(Buffer.concat(chunks).toString('utf8')).trim())),
    );
  });
}

function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

function fingerprint(target) {
  const hash = createHash('sha256');
  // How it is built is one of the things that it is made of.
  for (const input of ['tools/build.mjs', ...target.inputs]) {
    for (const file of filesBelow(join(ROOT, input))) {
      const name = file.slice(ROOT.length);
      if (input.includes('.') || target.accepts(name)) hash.update(`${name}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

const stampOf = (target) => join(STAMPS, target.name);

/** Null when the target is up to date; else what its stamp will say. An image carries outputs without sources. */
function staleness(target) {
  if (!existsSync(join(ROOT, target.source))) return null;
  const expected = fingerprint(target);
  const stamp = stampOf(target);
  const isFresh =
    existsSync(join(ROOT, target.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === expected;
  return isFresh ? null : expected;
}

async function buildOne(target, log) {
  const expected = staleness(target);
  if (expected === null) return true;
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    rmSync(stampOf(target), { force: true });
    await target.build();
    writeFileSync(stampOf(target), expected);
    log(`✔ ${target.name.padEnd(14)} ${'built'.padEnd(52)} ${seconds().padStart(7)}`);
    return true;
  } catch (error) {
    log(`✖ ${target.name} does not build (${seconds()}). Its build says:\n\n${error.message}\n`);
    return false;
  }
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** One build at a time: the others wait for their turn, and then mostly find nothing to do. */
async function takeTurns(work) {
  const lock = join(STAMPS, 'lock');
  const draft = join(STAMPS, `lock.${process.pid}`);
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(draft, String(process.pid));
  for (;;) {
    try {
      linkSync(draft, lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (holder > 0 && isAlive(holder)) await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
      else rmSync(lock, { force: true });
    }
  }
  rmSync(draft);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * Builds those of the targets that are stale.
 * @param names targets; all when missing
 * @param log gets each line for people
 * @returns whether everything is built
 */
export async function build(names, log = (line) => process.stderr.write(`${line}\n`)) {
  const chosen = TARGETS.filter((target) => !names || names.includes(target.name));
  if (chosen.every((target) => staleness(target) === null)) return true;
  try {
    return await takeTurns(async () => {
      const waiting = [...chosen];
      const results = [];
      const lane = async () => {
        for (let target = waiting.shift(); target; target = waiting.shift()) {
          results.push(await buildOne(target, log));
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return results.every(Boolean);
    });
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)) throw error;
    const reason = error.code === 'ENOSPC' ? 'its disk is full' : 'this account may not write there';
    log(`✖ Nothing can be built in ${join(ROOT, 'dist')}: ${reason}.`);
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !TARGETS.some((target) => target.name === name));
  if (unknown) {
    console.error(
      `No target is called "${unknown}". Targets: ${TARGETS.map(({ name }) => name).join(', ')}.`,
    );
    process.exit(2);
  }
  process.exitCode = (await build(names.length > 0 ? names : undefined)) ? 0 : 1;
}
