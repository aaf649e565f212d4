import { join } from 'node:path';
import { findCorrespondenceErrors } from '@halles/domain/correspondence';
import { type Config, consoleOrigin, loadConfig } from '@halles/platform/config';
import { exitOf, freePort, signal, waitUntil } from '@halles/platform/engines';
import { type Prepared, prepareInstallation } from '@halles/platform/provisioning';
import type { Io } from '../io';
import { folderLines } from '../territory-words';
import { newerLines } from '../version-words';
import { type EngineKind, obtain, postgres, redis } from './engines';
import { completeEnvironment, type KnownEndpoints, serverEnvironment } from './environment';
import { type InstallationFolder, isEmbedded } from './installation-folder';
import { identify, type KnownProcess, type Lock, stillRuns } from './lock';
import { choosePort } from './port-choice';
import { ServerProcess } from './server-process';
import { sayStep, step } from './steps';
import type { Supervisor } from './supervisor';

/** What is stopped first has the highest stage. */
const stages = { engines: 0, mailbox: 1, servers: 2 } as const;

const servers = [
  { name: 'portal', note: 'the portals' },
  { name: 'console-api', note: 'the console' },
  { name: 'worker', note: 'mail and other work behind the scenes' },
] as const;

/** An installation that serves. */
export interface Launched {
  readonly config: Config;
  readonly prepared: Prepared;
  readonly mailboxUrl: string | null;
}

export interface LaunchOptions {
  readonly io: Io;
  readonly folder: InstallationFolder;
  readonly lock: Lock;
  readonly supervisor: Supervisor;
  /** Shows what the servers log, when somebody asked for it. */
  readonly show: ((server: string) => void) | undefined;
  /** Aborted when the start was stopped: nothing more is prepared. */
  readonly signal: AbortSignal;
  /** Called with what resolves once nothing more is prepared, done or given up. */
  readonly onPreparing: (ended: Promise<void>) => void;
  /** Called when the installation is ready to serve, before the servers start. */
  readonly onPrepared: (prepared: Prepared) => void;
}

/**
 * Starts everything, in order: engines, schemas, servers.
 * @throws ConfigError, EngineError, CommandFailure, and what preparing the installation throws
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { io, folder, lock } = options;
  const wanted = checkConfiguration(options);
  await endLeftovers(io, lock.leftovers);
  const database = await runEngine(options, postgres);
  const queue = await runEngine(options, redis);
  const ports = await choosePorts(io, wanted);
  const smtpPort = isEmbedded(io.env, 'SMTP_URL') ? await freePort() : null;
  const environment = completeEnvironment(io.env, folder, {
    databaseUrl: database,
    redisUrl: queue,
    ...ports,
    smtpUrl: smtpPort === null ? undefined : `smtp://127.0.0.1:${smtpPort}`,
  });
  const config = loadConfig(environment);
  const preparing = prepare(io, config, options.signal).then((prepared) => {
    options.onPrepared(prepared);
    return prepared;
  });
  const ended = () => undefined;
  options.onPreparing(preparing.then(ended, ended));
  const prepared = await preparing;
  options.signal.throwIfAborted();
  const serverEnv = serverEnvironment(environment);
  await Promise.all([
    ...(smtpPort === null ? [] : [runMailbox(options, config, smtpPort, serverEnv)]),
    ...servers.map((server) => runServer(options, config, server, serverEnv)),
  ]);
  const mailboxUrl = smtpPort === null ? null : (config.mailboxUrl ?? null);
  lock.update({
    urls: {
      ...Object.fromEntries(prepared.portals.map((portal) => [portal.slug, portal.url])),
      console: consoleOrigin(config),
      ...(mailboxUrl ? { mailbox: mailboxUrl } : {}),
    },
    ports: { portal: config.port, console: config.consolePort, mailbox: config.mailboxPort },
    ...(smtpPort === null ? {} : { smtpUrl: config.smtpUrl }),
  });
  return { config, prepared, mailboxUrl };
}

/** Every wrong variable is told before anything is started; what an embedded installation makes up stands in. */
function checkConfiguration({ io, folder }: LaunchOptions): Config {
  const standIn = (name: 'DATABASE_URL' | 'REDIS_URL' | 'SMTP_URL', url: string) =>
    isEmbedded(io.env, name) ? url : undefined;
  const known: KnownEndpoints = {
    databaseUrl: standIn('DATABASE_URL', 'postgres://127.0.0.1:5432/halles'),
    redisUrl: standIn('REDIS_URL', 'redis://127.0.0.1:6379'),
    smtpUrl: standIn('SMTP_URL', 'smtp://127.0.0.1:1025'),
  };
  return loadConfig(completeEnvironment(io.env, folder, known));
}

/** A launcher that was killed may have left servers that are still on their way down, on our ports. */
async function endLeftovers(io: Io, leftovers: readonly KnownProcess[]): Promise<void> {
  const living = leftovers.filter(stillRuns);
  if (living.length === 0) return;
  await step(
    io,
    'clean-up',
    async () => {
      for (const { pid } of living) signal(pid, 'SIGTERM');
      if (await waitUntil(() => !living.some(stillRuns), 5_000)) return;
      for (const left of living.filter(stillRuns)) signal(left.pid, 'SIGKILL');
      await Promise.all(living.map(({ pid }) => exitOf(pid)));
    },
    () => `ended what a killed start had left: ${living.map(({ name }) => name).join(', ')}`,
  );
}

async function runEngine(options: LaunchOptions, kind: EngineKind): Promise<string> {
  const { io, folder, supervisor } = options;
  const started = performance.now();
  const engine = await obtain(kind, io.env, folder);
  const { owned, restart } = engine;
  if (owned && restart) {
    // Already running: what is watched over starts with it, and starts anew after its death.
    let first: typeof owned | undefined = owned;
    const start = () => {
      const running = first ? Promise.resolve(first) : restart();
      first = undefined;
      return running;
    };
    await supervisor.run({ name: kind.name, start }, stages.engines).catch(async (error: unknown) => {
      await owned.stop();
      throw error;
    });
  }
  sayStep(io, kind.name, engine.description, performance.now() - started);
  for (const warning of engine.warnings) io.line(`⚠ ${warning}`);
  return engine.url;
}

async function choosePorts(
  io: Io,
  wanted: Config,
): Promise<{ portal: number; console: number; mailbox: number }> {
  const taken = new Set<number>();
  const choose = async (name: string, port: number, address: string) => {
    const chosen = await choosePort(port, address, taken);
    taken.add(chosen);
    if (port !== 0 && chosen !== port) io.line(`⚠ Port ${port} is taken: ${name} answers on ${chosen}`);
    return chosen;
  };
  return {
    portal: await choose('the portals', wanted.port, wanted.bindAddress),
    console: await choose('the console', wanted.consolePort, wanted.bindAddress),
    mailbox: await choose('the mailbox', wanted.mailboxPort, '127.0.0.1'),
  };
}

async function prepare(io: Io, config: Config, signal: AbortSignal): Promise<Prepared> {
  const prepared = await prepareInstallation(config, {
    report: (name, ms, note) => sayStep(io, name, note, ms),
    checkFolder: findCorrespondenceErrors,
    signal,
  });
  for (const { database, refused } of prepared.bootstrap) {
    for (const reason of refused) io.line(`⚠ ${database}: ${reason}`);
  }
  for (const line of newerLines(prepared.migration.newer)) io.line(line);
  for (const { slug, state, error } of prepared.migration.tenants) {
    if (state === 'failed')
      io.line(`✖ ${slug} was not migrated, and is as it was: ${error ?? 'no reason given'}`);
  }
  for (const line of folderLines(prepared.territories)) io.line(line);
  return prepared;
}

async function runServer(
  options: LaunchOptions,
  config: Config,
  { name, note }: (typeof servers)[number],
  env: Record<string, string | undefined>,
): Promise<void> {
  const { io, folder, supervisor, show } = options;
  const args = [join(config.root, 'dist', 'apps', name, 'main.js')];
  const server = new ServerProcess({ name, args, cwd: config.root, env, logs: folder.logs });
  show?.(name);
  await step(
    io,
    name,
    () => supervisor.run(server, stages.servers),
    () => note,
  );
}

async function runMailbox(
  options: LaunchOptions,
  config: Config,
  smtpPort: number,
  env: Record<string, string | undefined>,
): Promise<void> {
  const { io, folder, supervisor, show } = options;
  const program = join(config.root, 'bin', 'halles.mjs');
  const ports = ['--smtp-port', String(smtpPort), '--http-port', String(config.mailboxPort)];
  const args = [program, 'mailbox', ...ports, '--folder', folder.mailbox];
  const mailbox = new ServerProcess({ name: 'mailbox', args, cwd: config.root, env, logs: folder.logs });
  show?.('mailbox');
  await step(
    io,
    'mailbox',
    () => supervisor.run(mailbox, stages.mailbox),
    () => 'every mail that is sent, and none leaves',
  );
}

/** The children of a launcher, for the next one if this one is killed. */
export const knownChildren = (running: readonly { name: string; pid: number }[]): KnownProcess[] =>
  running
    .filter(({ name }) => name !== postgres.name && name !== redis.name)
    .map(({ name, pid }) => identify(name, pid));
