import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureFolder, secretFile } from '@halles/platform/engines';
import type { Environment } from '../io';

const ROOM_MB = 20;

/** The folder of the embedded engines, logs and secrets (HALLES_HOME), and what lies in it. */
export interface InstallationFolder {
  readonly home: string;
  readonly postgres: string;
  readonly redis: string;
  readonly logs: string;
  readonly mailbox: string;
}

/** Where things are; makes nothing. */
export function folderOf(env: Environment): InstallationFolder {
  const home = resolve(env['HALLES_ROOT'] || '.', env['HALLES_HOME'] || '.halles');
  return {
    home,
    postgres: join(home, 'postgres'),
    redis: join(home, 'redis'),
    logs: join(home, 'logs'),
    mailbox: join(home, 'mailbox'),
  };
}

/**
 * Makes the folders.
 * @throws EngineError when they cannot be written or the disk is full
 */
export function prepareFolder(folder: InstallationFolder): void {
  ensureFolder(folder.home, ROOM_MB);
  ensureFolder(folder.logs, ROOM_MB);
}

/** The key that the servers' database passwords are derived from: made once, kept with mode 0600. */
export function masterKey(folder: InstallationFolder): string {
  return secretFile(join(folder.home, 'master.key'));
}

/** The key of the role that owns the schemas: another one, which no server is given. */
export function migratorKey(folder: InstallationFolder): string {
  return secretFile(join(folder.home, 'migrator.key'));
}

/** Whether there is an installation in this folder: what is embedded in it keeps its data here, and its key. */
export function holdsInstallation(env: Environment, { home, postgres, redis }: InstallationFolder): boolean {
  if (isEmbedded(env, 'DATABASE_URL')) return existsSync(join(postgres, 'data', 'PG_VERSION'));
  return [join(home, 'master.key'), redis].some((path) => existsSync(path));
}

const beginningOf = ({ home }: InstallationFolder): string => join(home, 'unfinished');

/** Whether a first start made a part of this installation, and was stopped before it had made the rest. */
export function isUnfinished(folder: InstallationFolder): boolean {
  return existsSync(beginningOf(folder));
}

/** Written down before anything else of a new installation is, so that no half of it passes for the whole. */
export function noteBeginning(env: Environment, folder: InstallationFolder): void {
  if (holdsInstallation(env, folder)) return;
  writeFileSync(
    beginningOf(folder),
    '"halles start" has begun this installation; the next one finishes it.\n',
  );
}

/** Everything that an installation has is there. */
export function noteFinished(folder: InstallationFolder): void {
  rmSync(beginningOf(folder), { force: true });
}

/** What must be given rather than made up: in production every engine, secret and address is the operator's. */
export function isEmbedded(
  env: Environment,
  name: 'DATABASE_URL' | 'REDIS_URL' | 'MASTER_KEY' | 'MIGRATOR_KEY' | 'SMTP_URL',
): boolean {
  return env['NODE_ENV'] !== 'production' && !env[name];
}
