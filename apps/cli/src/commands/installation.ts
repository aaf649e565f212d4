import { bootstrapDatabases, Installation, migratePlatform } from '@halles/platform/provisioning';
import type { Io } from '../io';
import { openSession } from '../start/session';

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
      if (session.config.databaseAdminUrl) await migratePlatform(installation);
      return await work(installation);
    } finally {
      await installation.close();
    }
  } finally {
    await session.close();
  }
}
