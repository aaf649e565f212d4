import { type Config, loadConfig } from '@halles/platform/config';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { type Engine, type EngineKind, findRunning, obtain, postgres, redis } from './engines';
import { completeEnvironment } from './environment';
import { type InstallationFolder, isEmbedded, prepareFolder } from './installation-folder';
import { Lock, LockHeld, type LockState, readLock, stillRuns } from './lock';
import { installationOf, refuseToBegin } from './running-homes';

/** Where a command's mail goes while the mailbox does not run: refused there, kept in the outbox, sent later. */
const NO_MAILBOX = 'smtp://127.0.0.1:1025';

/** An open installation: its configuration, complete, and engines that answer. */
export interface Session {
  readonly config: Config;
  /** Stops what was started for this session, and only that. */
  close(): Promise<void>;
}

/**
 * Opens the installation for one command: with the engines of the environment, else with those that `halles start`
 * runs now, else with embedded ones that are started for the command and stopped with it.
 * @param command what people type, e.g. `halles migrate`
 * @throws ConfigError, EngineError; CommandFailure when another command uses the embedded engines, when there is no
 * installation and none may be begun, or when several run and none is named
 */
export async function openSession(io: Io, command: string): Promise<Session> {
  const folder = installationOf(io);
  const needsEngine = isEmbedded(io.env, 'DATABASE_URL') || isEmbedded(io.env, 'REDIS_URL');
  if (needsEngine || isEmbedded(io.env, 'MASTER_KEY') || isEmbedded(io.env, 'MIGRATOR_KEY')) {
    refuseToBegin(io, folder);
    prepareFolder(folder);
  }
  const started = startedInstallation(folder);
  if (needsEngine && !started) return openAlone(io, folder, command);
  const engines = await Promise.all([reach(io, postgres, folder), reach(io, redis, folder)]);
  return { config: configOf(io, folder, engines, started), close: () => Promise.resolve() };
}

/** What `halles start` runs in this folder now, if it does. */
export function startedInstallation(folder: InstallationFolder): LockState | null {
  const state = readLock(folder.home);
  return state?.command === 'halles start' && stillRuns(state.holder) ? state : null;
}

async function reach(io: Io, kind: EngineKind, folder: InstallationFolder): Promise<Engine | null> {
  if (!isEmbedded(io.env, kind.variable)) return null;
  const found = await findRunning(kind, folder);
  return (
    found ??
    io.fail(
      `"halles start" runs in ${folder.home}, but its ${kind.name} does not answer.`,
      exitCodes.engine,
      'It is starting it again, or just stopping: try again in a moment.',
    )
  );
}

function configOf(
  io: Io,
  folder: InstallationFolder,
  [database, queue]: readonly (Engine | null)[],
  started: LockState | null,
): Config {
  const smtpUrl = isEmbedded(io.env, 'SMTP_URL') ? (started?.smtpUrl ?? NO_MAILBOX) : undefined;
  const known = { databaseUrl: database?.url, redisUrl: queue?.url, smtpUrl, ...started?.ports };
  return loadConfig(completeEnvironment(io.env, folder, known));
}

async function openAlone(io: Io, folder: InstallationFolder, command: string): Promise<Session> {
  const lock = acquire(io, folder, command);
  const engines: (Engine | null)[] = [];
  const close = async () => {
    for (const engine of engines.reverse()) await engine?.owned?.stop();
    lock.release();
  };
  try {
    for (const kind of [postgres, redis]) {
      engines.push(isEmbedded(io.env, kind.variable) ? await obtain(kind, io.env, folder) : null);
    }
    return { config: configOf(io, folder, engines, null), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function acquire(io: Io, folder: InstallationFolder, command: string): Lock {
  try {
    return Lock.acquire(folder.home, command);
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    return io.fail(error.message, exitCodes.refused, 'Wait until it has ended, then try again.');
  }
}
