import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitCodes } from '../exit-codes';
import type { Environment, Io } from '../io';
import { folderOf, holdsInstallation, type InstallationFolder, isUnfinished } from './installation-folder';
import { readLock, stillRuns } from './lock';

/** Beside the product and not in a home: who looks for the home that runs does not know it. */
const POINTERS = '.halles-running';

/** What a command needs to know to find its installation. */
type Caller = Pick<Io, 'env' | 'fail' | 'line'>;

const rootOf = (env: Environment): string => resolve(env['HALLES_ROOT'] || '.');

const isStarted = (home: string): boolean => {
  const state = readLock(home);
  return state?.command === 'halles start' && stillRuns(state.holder);
};

/** The homes of the installations that `halles start` runs from one checkout at the moment, by a file for each. */
export class RunningHomes {
  private readonly folder: string;

  constructor(env: Environment) {
    this.folder = join(rootOf(env), POINTERS);
  }

  /** @throws Error when the checkout cannot be written */
  note(home: string): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.pathOf(home), home);
  }

  forget(home: string): void {
    rmSync(this.pathOf(home), { force: true });
  }

  /** A home whose start was killed is none of them, and its file goes. */
  list(): string[] {
    if (!existsSync(this.folder)) return [];
    const homes = readdirSync(this.folder).flatMap((name) => {
      const path = join(this.folder, name);
      const home = readFileSync(path, 'utf8');
      if (isStarted(home)) return [home];
      rmSync(path, { force: true });
      return [];
    });
    return homes.sort();
  }

  private pathOf(home: string): string {
    return join(this.folder, createHash('sha256').update(home).digest('hex').slice(0, 16));
  }
}

/**
 * The installation that a command means: the one that `--home` or HALLES_HOME names; else the one in `.halles` where it
 * runs; else the one that runs from this checkout; else `.halles`. Only `halles start` begins from `folderOf` alone.
 * @throws CommandFailure when several run and none is named
 */
export function installationOf(io: Caller): InstallationFolder {
  const own = folderOf(io.env);
  if (io.env['HALLES_HOME'] || isStarted(own.home)) return own;
  const [home, ...others] = new RunningHomes(io.env).list();
  if (home === undefined) return own;
  if (others.length > 0) {
    return io.fail(
      `Several installations run from here: ${[home, ...others].join(', ')}.`,
      exitCodes.usage,
      'Say which one you mean, with --home <folder>.',
    );
  }
  io.line(`In the installation that runs in ${home}.`);
  return folderOf({ ...io.env, HALLES_HOME: home });
}

/** Where an installation runs from this checkout, for who named a folder in which none does; null where none does. */
export function whereItRuns(io: Caller): string | null {
  const running = new RunningHomes(io.env).list();
  return running.length === 0
    ? null
    : `From here runs: ${running.join(', ')}. Leave HALLES_HOME out to work on that one, or name it with --home.`;
}

/**
 * Keeps a command from making an installation out of nothing or out of the half of one, and answering of that one as if
 * it were the one that was meant: only `halles start` makes one, and whoever says so with `--new`.
 * @throws CommandFailure
 */
export function refuseToBegin(io: Caller & Pick<Io, 'mayBegin'>, folder: InstallationFolder): void {
  if (isUnfinished(folder)) refuseUnfinished(io, folder);
  if (io.mayBegin || holdsInstallation(io.env, folder)) return;
  const remedy = whereItRuns(io) ?? '"halles start" makes one; --home <folder> names another.';
  io.fail(
    `There is no installation in ${folder.home}.`,
    exitCodes.refused,
    `${remedy} To begin a new one there with this very command, pass --new.`,
  );
}

/**
 * Keeps `halles start` from making a second installation in the default folder beside one that runs from this checkout: who
 * names no folder means the one that runs. One that is made already is started beside it.
 * @throws CommandFailure
 */
export function refuseUnnamedSecond(io: Caller, folder: InstallationFolder): void {
  if (io.env['HALLES_HOME'] || isStarted(folder.home) || holdsInstallation(io.env, folder)) return;
  const running = new RunningHomes(io.env).list();
  if (running.length === 0) return;
  io.fail(
    `From here runs already: ${running.join(', ')}. This would make a second installation, in ${folder.home}.`,
    exitCodes.refused,
    `Stop the one that runs first, or begin a second one on purpose: "halles --home ${folder.home} start".`,
  );
}

function refuseUnfinished(io: Caller, { home }: InstallationFolder): never {
  if (isStarted(home)) {
    io.fail(
      `"halles start" is making the installation in ${home} at this moment.`,
      exitCodes.refused,
      'Try again once it says that it is ready.',
    );
  }
  const other = whereItRuns(io);
  io.fail(
    `The installation in ${home} is half made: its first start was stopped before its end.`,
    exitCodes.refused,
    [
      `"HALLES_HOME=${home} halles start" finishes it; to be rid of it, remove the folder.`,
      ...(other === null ? [] : [other]),
    ].join(' '),
  );
}
