import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Account, accountFor, giveTo, programFor } from './account';
import { type EmbeddedEngine, EngineError, type RunningEngine } from './engine';
import { diskFull, ensureFolder, explainIo, logTail, openLog, secretFile } from './folders';
import { freePort, isPortFree } from './ports';
import { handleOn } from './handle';
import { isAlive, processesTitled, signal, waitUntil } from './processes';
import { findPostgres } from './programs';

/** Superuser and first database of the embedded server. */
const NAME = 'halles';
const FIRST_START_MB = 200;
const LATER_START_MB = 20;
/** Recovery of a large log after a crash may take a while. */
const READY_MS = 60_000;
const ORPHANS_MS = 10_000;

export interface PostgresOptions {
  /** Where data, password and log live; made when missing. */
  readonly folder: string;
  /** TCP port on 127.0.0.1; a free one when missing. A running server keeps its own. */
  readonly port?: number;
  /** Further settings of `postgresql.conf`, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

const defaults: Readonly<Record<string, string | number>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  max_connections: 400,
  max_locks_per_transaction: 256,
  shared_preload_libraries: '',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
};

/** One server: its folders, its programs and the account that it runs under. */
interface Site {
  readonly folder: string;
  readonly data: string;
  /** The data folder as the server names it. */
  readonly dataArgument: string;
  readonly native: string;
  readonly account: Account | undefined;
  readonly password: string;
  readonly settings: Readonly<Record<string, string | number>>;
  /** In the title of every process of this server, so that they are found again. */
  readonly tag: string;
}

/**
 * Starts the PostgreSQL that comes with npm on a folder of ours, or takes over the one that still runs there.
 * Survives a previous `kill -9`. Listens on 127.0.0.1 only, with a random password kept in the folder.
 * @throws EngineError when it cannot: no program for the platform, unwritable folder, full disk, other major version
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedEngine> {
  const existing = existsSync(join(options.folder, 'data', 'PG_VERSION'));
  ensureFolder(options.folder, existing ? LATER_START_MB : FIRST_START_MB);
  if (existing && !existsSync(join(options.folder, 'password'))) {
    throw new EngineError(
      `The file ${join(options.folder, 'password')} is gone, and with it the password of the data beside it.`,
      'Put it back from a backup, or move the folder away to start anew.',
    );
  }
  const site = siteOf(options);
  if (!existing) initialise(site);
  checkVersion(site);
  const running = (await takeOver(site)) ?? (await start(site, options.port));
  await createFirstDatabase(site, running.port);
  return running;
}

function siteOf(options: PostgresOptions): Site {
  const folder = realpathSync(options.folder);
  const data = join(folder, 'data');
  const source = findPostgres();
  const account = accountFor(data);
  return {
    folder,
    data,
    // The lent account may be unable to walk down to the data (a closed parent folder). It starts inside instead, and
    // this name of the current folder needs no walk.
    dataArgument: account ? '/proc/self/cwd' : data,
    native: programFor(account, source, `postgres-${versionOf(source)}`),
    account,
    password: secretFile(join(folder, 'password')),
    settings: { ...defaults, ...options.settings },
    tag: `halles-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`,
  };
}

/** e.g. `18.4`. */
function versionOf(native: string): string {
  const { stdout, error } = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
  const version = /(\d+(?:\.\d+)?)/.exec(stdout ?? '')?.[1];
  if (version) return version;
  throw new EngineError(
    `The PostgreSQL from npm does not run here (${error?.message ?? 'no version shown'}).`,
    'Run npm ci again; on a system without glibc install PostgreSQL 16 or newer and set DATABASE_URL.',
  );
}

/** Makes the data folder under another name first: a crash in between must not leave half a cluster. */
function initialise(site: Site): void {
  const fresh = `${site.data}.new`;
  const passwordFile = `${site.folder}/password.initdb`;
  try {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { mode: 0o700 });
    giveTo(site.account, fresh);
    writeFileSync(passwordFile, `${site.password}\n`, { mode: 0o600 });
    if (site.account) chownSync(passwordFile, site.account.uid, site.account.gid);
    const input = openSync(passwordFile, 'r');
    const result = spawnSync(join(site.native, 'bin', 'initdb'), initArguments(site, fresh), {
      cwd: fresh,
      stdio: [input, 'pipe', 'pipe'],
      encoding: 'utf8',
      ...site.account,
    });
    closeSync(input);
    if (result.status !== 0)
      throw explainOutput(`${result.stdout}${result.stderr}${result.error?.message ?? ''}`, site);
    renameSync(fresh, site.data);
  } catch (error) {
    throw explainIo(error, site.folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function initArguments(site: Site, fresh: string): string[] {
  return [
    ...['-D', site.account ? site.dataArgument : fresh],
    `--username=${NAME}`,
    '--pwfile=/dev/stdin',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // The parser of the full text search asks this one which characters are letters.
    `--lc-ctype=${process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(site.settings['fsync'] === 'off' ? ['--no-sync'] : []),
  ];
}

function checkVersion(site: Site): void {
  const found = readFileSync(join(site.data, 'PG_VERSION'), 'utf8').trim();
  const expected = versionOf(site.native).split('.')[0];
  if (found === expected) return;
  throw new EngineError(
    `The data in ${site.data} was made by PostgreSQL ${found}, and this is PostgreSQL ${expected}.`,
    `Export the tenants with the release that ran on ${found} and import them here, or move the folder away to start anew.`,
  );
}

/** The server that runs on this folder now, if any. Starts, stops and guards nothing. */
export async function findRunningPostgres(folder: string): Promise<RunningEngine | null> {
  if (!existsSync(join(folder, 'data', 'PG_VERSION'))) return null;
  const site = siteOf({ folder });
  const found = await findServer(site);
  return found && { ...found, url: urlOf(site, found.port, NAME) };
}

/** The living postmaster of this data, once it accepts connections; null when there is none or it is on its way down. */
async function findServer(site: Site): Promise<{ pid: number; port: number } | null> {
  const pidFile = join(site.data, 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const [pid = 0, , , port = 0] = readFileSync(pidFile, 'utf8').split('\n').map(Number);
  if (!(pid > 0 && isAlive(pid) && processesTitled(site.tag).includes(pid))) return null;
  await waitUntil(async () => !isAlive(pid) || (await answers(site, port)), READY_MS);
  return isAlive(pid) && (await answers(site, port)) ? { pid, port } : null;
}

/** Takes over the server that still runs on this data, if any; else removes what a dead one has left. */
async function takeOver(site: Site): Promise<EmbeddedEngine | null> {
  const found = await findServer(site);
  if (found) return engine(site, { ...found, adopted: true });
  // Workers that outlive their postmaster still write: they end by themselves within moments, or are ended.
  const orphans = () => processesTitled(site.tag);
  if (!(await waitUntil(() => orphans().length === 0, ORPHANS_MS))) {
    for (const pid of orphans()) signal(pid, 'SIGKILL');
    await waitUntil(() => orphans().length === 0, ORPHANS_MS);
  }
  // PostgreSQL itself would take any process with that number for its own: after a restart of the machine, another
  // program; after a kill, a zombie.
  rmSync(join(site.data, 'postmaster.pid'), { force: true });
  return null;
}

async function start(site: Site, wanted: number | undefined): Promise<EmbeddedEngine> {
  if (wanted !== undefined && !(await isPortFree(wanted))) {
    throw new EngineError(
      `Port ${wanted} of 127.0.0.1 is taken.`,
      'Choose another port for the embedded PostgreSQL.',
    );
  }
  const port = wanted ?? (await freePort());
  giveTo(site.account, site.data);
  const child = launch(site, port);
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  const ready = await waitUntil(async () => ended || (await answers(site, port)), READY_MS);
  if (ready && !ended && child.pid) {
    return engine(site, { pid: child.pid, port, adopted: false });
  }
  if (child.pid) signal(child.pid, 'SIGKILL');
  const log = logTail(site.folder);
  // The free port was taken by somebody else in between: once more with another.
  if (wanted === undefined && log.includes('Address already in use')) return start(site, undefined);
  throw explainOutput(log, site);
}

function launch(site: Site, port: number): ChildProcess {
  const settings = { ...site.settings, port, cluster_name: site.tag };
  const log = openLog(site.folder);
  const child = spawn(
    join(site.native, 'bin', 'postgres'),
    [
      '-D',
      site.dataArgument,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    // Its own process group: Ctrl-C in the terminal must reach the servers of the product first.
    { cwd: site.data, detached: true, stdio: ['ignore', log, log], ...site.account },
  );
  closeSync(log);
  child.unref();
  return child;
}

const urlOf = (site: Site, port: number, database: string): string =>
  `postgres://${NAME}:${site.password}@127.0.0.1:${port}/${database}`;

const engine = (site: Site, running: { pid: number; port: number; adopted: boolean }): EmbeddedEngine =>
  handleOn({ ...running, url: urlOf(site, running.port, NAME) }, 'SIGINT');

/** Whether the server on this port is ours (it takes our password) and accepts connections. */
async function answers(site: Site, port: number): Promise<boolean> {
  const client = new Client({
    connectionString: urlOf(site, port, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createFirstDatabase(site: Site, port: number): Promise<void> {
  const client = new Client({ connectionString: urlOf(site, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
  } finally {
    await client.end();
  }
}

/** Why PostgreSQL ended, out of what it wrote. */
function explainOutput(output: string, site: Site): EngineError {
  if (/No space left on device|disk quota exceeded/i.test(output)) return diskFull(site.folder);
  const fatal = /(?:FATAL|PANIC|error): +(.+)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
  return new EngineError(
    `The embedded PostgreSQL did not start: ${fatal || 'it said nothing'}.`,
    `Its log is ${join(site.folder, 'log')}. To use another server instead, set DATABASE_URL.`,
  );
}
