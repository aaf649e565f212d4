import {
  bootstrapDatabases,
  Installation,
  migratePlatform,
  platformVersion,
} from '@halles/platform/provisioning';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { openSession } from '../start/session';
import { newerLines } from '../version-words';

type Work<T> = (installation: Installation) => Promise<T>;

/**
 * Opens the installation of this folder, runs the command's work on it, and closes it whatever happens. A command whose keys are
 * not the installation's is refused by the database, and changes nothing.
 */
export const withInstallation = <T>(io: Io, work: Work<T>): Promise<T> =>
  openFor(io, work, { rekeys: false });

/** The same, and the installation has the keys of this command from then on: servers that have others are shut out. */
export const withRekeyedInstallation = <T>(io: Io, work: Work<T>): Promise<T> =>
  openFor(io, work, { rekeys: true });

async function openFor<T>(io: Io, work: Work<T>, options: { readonly rekeys: boolean }): Promise<T> {
  const session = await openSession(io, 'halles');
  try {
    // The first command of a new installation meets an empty server.
    if (session.config.databaseAdminUrl) await bootstrapDatabases(session.config, options);
    const installation = await Installation.open(session.config);
    try {
      if (options.rekeys) await migratePlatform(installation);
      else await meetVersion(io, installation);
      return await work(installation);
    } finally {
      await installation.close();
    }
  } finally {
    await session.close();
  }
}

/**
 * A command does what it is for, and brings no installation to another version: other servers may run on it. The first
 * one of a new installation makes the platform schema.
 * @throws CommandFailure when the installation is of an older version
 */
async function meetVersion(io: Io, installation: Installation): Promise<void> {
  const { isEmpty, missing, unknown } = await platformVersion(installation);
  if (isEmpty && installation.config.databaseAdminUrl) {
    await migratePlatform(installation);
    return;
  }
  if (missing.length > 0) {
    io.fail(
      `The installation is of an older version than this command, which needs ${missing.at(-1)} in it.`,
      exitCodes.refused,
      '"halles migrate" brings it to this version; so does the next "halles start".',
    );
  }
  for (const line of newerLines(unknown)) io.line(line);
}
