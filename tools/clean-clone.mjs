/**
 * What a newcomer does, on what is committed: clone, `npm ci`, `npm start`, look, stop, start again.
 * `node tools/clean-clone.mjs`. One line per check; the last line is `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FIRST_START_MS = 240_000;
/** Ten seconds are the promise; two more are the clock of a busy machine. */
const STOP_MS = 35_000;

let passed = 0;
let failed = 0;

function check(what, ok, detail = '') {
  if (ok) passed += 1;
  else failed += 1;
  console.log(
    `${ok ? '✔' : '✘'} ${what}${ok || detail === '' ? '' : `\n    ${detail.replaceAll('\n', '\n    ')}`}`,
  );
  return ok;
}

/** Below the ports that Linux, macOS and Windows give to outgoing connections: nobody takes it between two starts. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/** A TCP port that nothing listens on, drawn by chance: the product is started on it twice. */
async function freePort() {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}

/** One request to this machine with a given Host header: status, headers and text; null when nobody answers. */
function ask(port, host, path, form) {
  const body = form ? new URLSearchParams(form).toString() : undefined;
  const headers = {
    host,
    accept: 'text/html',
    ...(body && {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      origin: `http://${host}`,
    }),
  };
  return new Promise((resolve) => {
    const call = request({
      host: '127.0.0.1',
      port,
      path,
      method: body ? 'POST' : 'GET',
      headers,
      timeout: 5_000,
    });
    call.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: readable(Buffer.concat(chunks)),
        }),
      );
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(null));
    call.end(body);
  });
}

const get = (port, host, path) => ask(port, host, path);

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The text that a reader sees: entities decoded, every kind of space a space. */
function readable(buffer) {
  return buffer
    .toString('utf8')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_all, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&([a-z]+);/g, (all, name) => ENTITIES[name] ?? all)
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');
}

const plain = (text) => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');

/** The variables of a newcomer: none of ours, and ports that are free. */
function newcomer(home, ports) {
  const env = { ...process.env, HALLES_HOME: home, NO_COLOR: '1' };
  for (const name of [
    'DATABASE_URL',
    'DATABASE_ADMIN_URL',
    'REDIS_URL',
    'SMTP_URL',
    'MASTER_KEY',
    'MIGRATOR_KEY',
    'NODE_ENV',
    'NODE_OPTIONS',
  ]) {
    delete env[name];
  }
  env.PATH = (env.PATH ?? '')
    .split(':')
    .filter((part) => !part.startsWith(ROOT))
    .join(':');
  return {
    ...env,
    PORT: String(ports.portal),
    CONSOLE_PORT: String(ports.console),
    MAILBOX_PORT: String(ports.mailbox),
  };
}

function start(folder, env) {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run = { child, output: '', ended: false, since: performance.now() };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (run.output += chunk));
  child.on('close', (code) => {
    run.ended = true;
    run.code = code;
  });
  return run;
}

/** Seconds until every portal, the console and the mailbox answer; null when they did not in time. */
async function untilServing(run, ports, slugs, limit) {
  while (performance.now() - run.since < limit && !run.ended) {
    const answers = await Promise.all([
      ...slugs.map((slug) => get(ports.portal, `${slug}.localhost:${ports.portal}`, '/')),
      get(ports.console, `console.localhost:${ports.console}`, '/'),
      get(ports.mailbox, `localhost:${ports.mailbox}`, '/'),
    ]);
    if (answers.every((answer) => answer?.status === 200)) return (performance.now() - run.since) / 1000;
    await sleep(100);
  }
  return null;
}

/** As a supervisor does it: one SIGTERM to the process that it started. */
async function stop(run) {
  const since = performance.now();
  run.child.kill('SIGTERM');
  while (!run.ended && performance.now() - since < STOP_MS) await sleep(50);
  return run.ended ? (performance.now() - since) / 1000 : null;
}

function endGroup(run) {
  try {
    process.kill(-run.child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function command(folder, env, file, args) {
  return spawnSync(file, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Slug → opaque schema of every territory, as the command line tells it. */
function schemas(folder, env) {
  const listed = command(folder, env, 'npx', ['--no-install', 'halles', 'tenant', 'list', '--json']);
  if (listed.status !== 0) return { error: listed.stderr + listed.stdout };
  return Object.fromEntries(JSON.parse(listed.stdout).map(({ slug, schema }) => [slug, schema]));
}

async function lookAtPortals(territories, ports) {
  for (const { slug, title } of territories) {
    const host = `${slug}.localhost:${ports.portal}`;
    for (const [path, language] of [
      ['/', 'fr'],
      ['/en', 'en'],
    ]) {
      const page = await get(ports.portal, host, path);
      const right =
        page?.status === 200 &&
        page.text.includes(plain(title[language])) &&
        page.text.includes(`lang="${language}"`);
      check(`${host}${path} is "${title[language]}"`, right, `status ${page?.status}`);
      check(`${host}${path} sets no cookie`, page !== null && page.headers['set-cookie'] === undefined);
    }
    const others = territories.filter((other) => other.slug !== slug);
    const home = await get(ports.portal, host, '/');
    check(
      `${host} names no other portal`,
      others.every((other) => !home?.text.includes(plain(other.title.fr))),
    );
  }
  const unknown = await get(ports.portal, `nowhere.localhost:${ports.portal}`, '/');
  const named = territories.filter(({ title }) => unknown?.text.includes(plain(title.fr)));
  check(
    'an unknown host is refused (421) and told of no territory',
    unknown?.status === 421 && named.length === 0,
    `status ${unknown?.status}`,
  );
}

/** The worker writes open data after the start: each territory's own, within two minutes. */
async function lookAtOpenData(territories, ports) {
  for (const { slug } of territories) {
    const host = `${slug}.localhost:${ports.portal}`;
    for (const format of ['csv', 'geojson', 'jsonld']) {
      const path = `/donnees/commerces.${format}`;
      let file = null;
      // The first file may be older than the first businesses.
      const isOwn = () => file?.status === 200 && file.text.includes(`//${slug}.localhost`);
      for (let attempt = 0; attempt < 60 && !isOwn(); attempt += 1) {
        if (attempt > 0) await sleep(2_000);
        file = await get(ports.portal, host, path);
      }
      check(`${host}${path} is there`, isOwn(), `status ${file?.status}`);
    }
  }
}

async function lookAtConsole(ports) {
  const host = `console.localhost:${ports.console}`;
  const page = await get(ports.console, host, '/');
  check(
    `${host} is the console`,
    page?.status === 200 && /<title>[^<]*console/i.test(page.text),
    `status ${page?.status}`,
  );
  const closed = await get(ports.console, host, '/api/overview');
  check(`${host}/api/overview is shut to strangers`, closed?.status === 401, `status ${closed?.status}`);
}

/** Mails of the mailbox that reached one of these addresses, once as many as expected are there. */
async function mailsTo(ports, addresses) {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await get(ports.mailbox, `localhost:${ports.mailbox}`, '/api/messages');
    const mails = answer?.status === 200 ? JSON.parse(answer.text).messages : [];
    const count = mails.filter((mail) => mail.to.some(({ address }) => addresses.includes(address))).length;
    if (count >= addresses.length || attempt === 40) return count;
    await sleep(500);
  }
}

const CITIZEN = 'camille@example.org';

async function writeToTheTownHall({ slug, contact }, ports) {
  const host = `${slug}.localhost:${ports.portal}`;
  const form = await get(ports.portal, host, '/contact');
  const [, idempotencyKey = ''] = /name="idempotencyKey" value="([^"]+)"/.exec(form?.text ?? '') ?? [];
  const sent = await ask(ports.portal, host, '/contact', {
    idempotencyKey,
    name: 'Camille Martin',
    email: CITIZEN,
    subject: 'Horaires du marché couvert',
    message: 'Bonjour, le marché couvert est-il ouvert le dimanche matin ? Merci.',
  });
  check(`${host}/contact takes a message`, sent?.status === 303, `status ${sent?.status}`);
  const mails = await mailsTo(ports, [contact.email, CITIZEN]);
  check('the town hall and the citizen each get one mail', mails === 2, `${mails} mails`);
}

async function firstStart(folder, env, ports, territories) {
  const slugs = territories.map(({ slug }) => slug);
  const run = start(folder, env);
  const seconds = await untilServing(run, ports, slugs, FIRST_START_MS);
  if (
    !check(
      `npm start serves everything${seconds === null ? '' : ` after ${seconds.toFixed(1)} s`}`,
      seconds !== null,
      run.output,
    )
  ) {
    return { run, before: {} };
  }
  await lookAtPortals(territories, ports);
  await lookAtConsole(ports);
  await lookAtOpenData(territories, ports);
  await writeToTheTownHall(territories[0], ports);
  const shown = slugs.filter((slug) => run.output.includes(`${slug}.localhost:${ports.portal}`));
  check('the start prints the address of every portal', shown.length === slugs.length, run.output);
  const second = command(folder, env, 'npm', ['start']);
  check(
    'a second start says that one is running',
    second.status !== 0 && /running/i.test(second.stderr + second.stdout),
    second.stderr + second.stdout,
  );
  const before = schemas(folder, env);
  check(
    'the command line lists every territory',
    slugs.every((slug) => /^t_[0-9a-f]{12}$/.test(before[slug] ?? '')),
    JSON.stringify(before),
  );
  return { run, before };
}

async function secondStart(folder, env, ports, territories, before) {
  const run = start(folder, env);
  const seconds = await untilServing(
    run,
    ports,
    territories.map(({ slug }) => slug),
    FIRST_START_MS,
  );
  const took = seconds === null ? '' : ` (${seconds.toFixed(1)} s)`;
  check(
    `a second start serves, and builds nothing again${took}`,
    seconds !== null && !/\bbuilt\b/.test(run.output),
    run.output,
  );
  check(
    'its data are those of the first',
    JSON.stringify(schemas(folder, env)) === JSON.stringify(before) && Object.keys(before).length > 0,
  );
  const kept = await mailsTo(ports, [territories[0].contact.email, CITIZEN]);
  check('its mails are still in the mailbox', kept === 2, `${kept} mails`);
  check(
    'no operator is made twice',
    !/password/i.test(run.output) || !/one-time|once/i.test(run.output),
    run.output,
  );
  return run;
}

async function shutDown(run, ports, when) {
  const seconds = await stop(run);
  check(
    `SIGTERM ends ${when}${seconds === null ? '' : ` (${seconds.toFixed(1)} s)`}`,
    seconds !== null,
    run.output.slice(-2_000),
  );
  const left = await Promise.all(Object.values(ports).map((port) => get(port, 'localhost', '/')));
  check(
    `nothing answers after ${when}`,
    left.every((answer) => answer === null),
  );
  endGroup(run);
}

/** The clone reads a checkout that may belong to another user. */
const GIT = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };

async function main() {
  const place = mkdtempSync(join(tmpdir(), 'halles-clone-'));
  const folder = join(place, 'halles');
  const runs = [];
  try {
    const cloned = command(place, { ...process.env, ...GIT }, 'git', ['clone', '--quiet', ROOT, folder]);
    if (!check('the repository clones', cloned.status === 0, cloned.stderr)) return;
    const ports = { portal: await freePort(), console: await freePort(), mailbox: await freePort() };
    const env = newcomer(join(place, 'home'), ports);
    const installed = command(folder, env, 'npm', ['ci', '--no-audit', '--no-fund']);
    if (!check('npm ci installs it', installed.status === 0, installed.stderr)) return;
    const territories = JSON.parse(
      readFileSync(join(folder, 'tenants', 'first-start.json'), 'utf8'),
    ).live.map((slug) => JSON.parse(readFileSync(join(folder, 'tenants', slug, 'tenant.json'), 'utf8')));
    const { run, before } = await firstStart(folder, env, ports, territories);
    runs.push(run);
    await shutDown(run, ports, 'the first start');
    const again = await secondStart(folder, env, ports, territories, before);
    runs.push(again);
    await shutDown(again, ports, 'the second start');
    const status = command(folder, { ...process.env, ...GIT }, 'git', ['status', '--porcelain']);
    check('the checkout is as clean as before', status.stdout === '', status.stdout);
  } finally {
    for (const run of runs) endGroup(run);
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

await main();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
