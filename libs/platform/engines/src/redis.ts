import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Account, accountFor, giveTo, programFor } from './account';
import { type EmbeddedEngine, EngineError, type RunningEngine } from './engine';
import { diskFull, ensureFolder, logTail, openLog, secretFile } from './folders';
import { freePort, isPortFree } from './ports';
import { handleOn } from './handle';
import { isAlive, signal, titleOf, waitUntil } from './processes';
import { findRedis } from './programs';

const ROOM_MB = 20;
const READY_MS = 30_000;
const ANSWER_MS = 1_000;

export interface RedisOptions {
  /** Where data, password and log live; made when missing. */
  readonly folder: string;
  /** TCP port on 127.0.0.1; a free one when missing. A running server keeps its own. */
  readonly port?: number;
}

interface Site {
  readonly folder: string;
  readonly data: string;
  readonly program: string;
  readonly account: Account | undefined;
  readonly password: string;
}

const pidFileSchema = z.object({ pid: z.int().positive(), port: z.int().positive() });

/**
 * Starts a Valkey or Redis on a folder of ours, or takes over the one that still runs there: append-only file
 * (at most one second lost by a crash), no eviction, 127.0.0.1 only, a random password kept in the folder.
 * @throws EngineError when it cannot: no program for the platform, unwritable folder, full disk, data of another server
 */
export async function startRedis(options: RedisOptions): Promise<EmbeddedEngine> {
  ensureFolder(options.folder, ROOM_MB);
  mkdirSync(join(options.folder, 'data'), { recursive: true, mode: 0o700 });
  const site = siteOf(options.folder);
  return (await takeOver(site)) ?? start(site, options.port);
}

/** The server that runs on this folder now, if any. Starts, stops and guards nothing. */
export async function findRunningRedis(folder: string): Promise<RunningEngine | null> {
  if (!existsSync(join(folder, 'pid.json'))) return null;
  const site = siteOf(folder);
  const found = findServer(site);
  return found && (await isServing(site, found)) ? { ...found, url: urlOf(site, found.port) } : null;
}

function siteOf(folder: string): Site {
  const real = realpathSync(folder);
  const data = join(real, 'data');
  const account = accountFor(data);
  return {
    folder: real,
    data,
    account,
    program: programFor(account, findRedis().path, 'redis'),
    password: secretFile(join(real, 'password')),
  };
}

interface Server {
  readonly pid: number;
  readonly port: number;
}

const isRunning = ({ pid, port }: Server): boolean =>
  isAlive(pid) && /(?:valkey|redis)-server/.test(titleOf(pid)) && titleOf(pid).includes(`:${port}`);

/** Whether the server is there and has loaded its data; waits for one that is loading or on its way down. */
async function isServing(site: Site, server: Server): Promise<boolean> {
  await waitUntil(async () => !isRunning(server) || (await answers(site, server.port)), READY_MS);
  return isRunning(server) && (await answers(site, server.port));
}

function findServer(site: Site): Server | null {
  const file = join(site.folder, 'pid.json');
  if (!existsSync(file)) return null;
  const pidFile = pidFileSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  return pidFile.success && isRunning(pidFile.data) ? pidFile.data : null;
}

/** Takes over the server that still runs on this data, if any. */
async function takeOver(site: Site): Promise<EmbeddedEngine | null> {
  const server = findServer(site);
  if (server) {
    if (await isServing(site, server)) return engine(site, { ...server, adopted: true });
    // Two servers must never write to one file.
    if (isRunning(server)) signal(server.pid, 'SIGKILL');
    await waitUntil(() => !isRunning(server), READY_MS);
  }
  rmSync(join(site.folder, 'pid.json'), { force: true });
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function start(site: Site, wanted: number | undefined): Promise<EmbeddedEngine> {
  if (wanted !== undefined && !(await isPortFree(wanted))) {
    throw new EngineError(
      `Port ${wanted} of 127.0.0.1 is taken.`,
      'Choose another port for the embedded Redis.',
    );
  }
  const port = wanted ?? (await freePort());
  giveTo(site.account, site.data);
  const log = openLog(site.folder);
  // The settings come by standard input: a password on the command line would be seen by every account.
  const child = spawn(site.program, ['-'], {
    cwd: site.data,
    detached: true,
    stdio: ['pipe', log, log],
    ...site.account,
  });
  closeSync(log);
  child.unref();
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(settingsOf(site, port));
  const ready = await waitUntil(async () => ended || (await answers(site, port)), READY_MS);
  if (ready && !ended && child.pid) {
    writeFileSync(join(site.folder, 'pid.json'), JSON.stringify({ pid: child.pid, port }));
    return engine(site, { pid: child.pid, port, adopted: false });
  }
  if (child.pid) signal(child.pid, 'SIGKILL');
  const output = logTail(site.folder);
  if (wanted === undefined && output.includes('Address already in use')) return start(site, undefined);
  throw explainOutput(output, site);
}

function settingsOf(site: Site, port: number): string {
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${site.password}`,
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'save ""',
    'daemonize no',
    'dir ./',
    '',
  ].join('\n');
}

const urlOf = (site: Site, port: number): string => `redis://:${site.password}@127.0.0.1:${port}/0`;

const engine = (site: Site, running: Server & { adopted: boolean }): EmbeddedEngine =>
  handleOn({ ...running, url: urlOf(site, running.port) }, 'SIGTERM');

/** Whether the server on this port is ours (it takes our password) and has loaded its data. */
function answers(site: Site, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(ANSWER_MS, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => resolve(false));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (received.includes('+PONG')) finish(true);
      else if (received.includes('-')) finish(false);
    });
    socket.write(`AUTH ${site.password}\r\nPING\r\n`);
  });
}

/** Why the server ended, out of what it wrote. */
function explainOutput(output: string, site: Site): EngineError {
  if (/No space left on device|disk quota exceeded/i.test(output)) return diskFull(site.folder);
  if (/Can't handle RDB format|Wrong signature|Unknown RDB/i.test(output)) {
    return new EngineError(
      `The data in ${site.data} was written by another kind or version of Redis than ${basename(site.program)}.`,
      'Move the folder away: it holds only the queue, which is filled again from the database.',
    );
  }
  return new EngineError(
    `The embedded Redis did not start: ${output.trim().split('\n').at(-1) || 'it said nothing'}.`,
    `Its log is ${join(site.folder, 'log')}. To use another server instead, set REDIS_URL.`,
  );
}
