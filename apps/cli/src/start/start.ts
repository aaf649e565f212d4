import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '@halles/kernel';
import type { Prepared } from '@halles/platform/provisioning';
import { CommandFailure, exitCodes } from '../exit-codes';
import type { Io } from '../io';
import {
  folderOf,
  type InstallationFolder,
  noteBeginning,
  noteFinished,
  prepareFolder,
} from './installation-folder';
import { knownChildren, launch } from './launcher';
import { Lock, LockHeld } from './lock';
import { follow, rotateLogs, logPath } from './logs';
import { describeRunning, reportOperator, reportReady } from './report';
import { refuseUnnamedSecond, RunningHomes } from './running-homes';
import { Seeding } from './seeding';
import { Stopping, Supervisor } from './supervisor';

/** How long the step at hand of a preparation may take once it is stopped. */
const PREPARATION_MS = 15 * SECOND;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * `halles start`: starts everything, keeps it running, and stops it on Ctrl-C or SIGTERM. Resolves once all is stopped.
 * @throws CommandFailure, EngineError, ConfigError, TenantFolderError: not started, or given up
 */
export async function start(io: Io, options: { readonly verbose: boolean }): Promise<void> {
  const folder = folderOf(io.env);
  refuseUnnamedSecond(io, folder);
  prepareFolder(folder);
  const lock = acquire(io, folder);
  noteBeginning(io.env, folder);
  const homes = new RunningHomes(io.env);
  for (const other of homes.list().filter((home) => home !== folder.home))
    io.line(`⚠ Another installation runs from here, in ${other}: this is a second one, in ${folder.home}.`);
  tryToNote(io, () => homes.note(folder.home));
  const supervisor = new Supervisor({
    say: io.line,
    changed: (running) => tryToNote(io, () => lock.update({ children: knownChildren(running) })),
  });
  const stopRequested = stopSignal(io, supervisor);
  const stopping = new AbortController();
  let preparation: Promise<void> = Promise.resolve();
  const stopRotation = rotateLogs([folder.logs, folder.postgres, folder.redis]);
  const followers: (() => void)[] = [];
  const show = (name: string) =>
    void followers.push(follow(logPath(folder.logs, name), (line) => io.line(`${name} │ ${line}`)));
  const gaveUp = supervisor.gaveUp.then((reason) => giveUp(reason, folder));
  let unreported: Prepared | undefined;
  let seeding: Seeding | undefined;
  try {
    const launching = launch({
      io,
      folder,
      lock,
      supervisor,
      show: options.verbose ? show : undefined,
      signal: stopping.signal,
      onPreparing: (ended) => void (preparation = ended),
      onPrepared: (prepared) => {
        noteFinished(folder);
        unreported = prepared;
      },
    });
    const launched = await Promise.race([launching, gaveUp, stopRequested.then(stopEarly)]);
    reportReady(io, folder, launched, performance.now());
    unreported = undefined;
    seeding = new Seeding(io, launched.config);
    await Promise.race([stopRequested, gaveUp]);
  } finally {
    stopping.abort(new Stopping());
    // The database is not taken away from what writes to it at this moment, unless that takes long.
    await Promise.race([preparation, sleep(PREPARATION_MS, undefined, { ref: false })]);
    if (unreported) reportOperator(io, unreported);
    await seeding?.stop();
    await supervisor.stop();
    stopRotation();
    for (const stop of followers) stop();
    homes.forget(folder.home);
    lock.release();
  }
  io.line('Stopped.');
}

function acquire(io: Io, folder: InstallationFolder): Lock {
  try {
    return Lock.acquire(folder.home, 'halles start');
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    return io.fail(error.message, exitCodes.refused, describeRunning(error.state));
  }
}

function stopEarly(): never {
  throw new CommandFailure(
    'Stopped before everything was ready.',
    exitCodes.failed,
    'What was made is kept: the next "halles start" goes on from there.',
    { cause: new Stopping() },
  );
}

function giveUp(reason: string, { logs }: InstallationFolder): never {
  throw new CommandFailure(`${reason} Everything is stopped.`, exitCodes.failed, `Its log is in ${logs}.`);
}

/** Resolves at the first signal to stop; at the second, all is killed. */
function stopSignal(io: Io, supervisor: Supervisor): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    for (const name of SIGNALS) {
      process.on(name, () => {
        count += 1;
        if (count === 1) {
          io.line('Stopping; once more to kill at once …');
          resolve();
        } else supervisor.kill();
      });
    }
  });
}

/** What is written down for other commands must not take the servers down when it cannot be (a full disk). */
function tryToNote(io: Io, write: () => void): void {
  try {
    write();
  } catch (error) {
    io.line(`⚠ ${(error as Error).message}`);
  }
}
