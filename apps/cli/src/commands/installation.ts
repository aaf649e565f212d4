import { bootstrapDatabases, Installation, migratePlatform } from '@halles/platform/provisioning';
import type { Io } from '../io';
import { openSession } from '../start/session';

/** Opens the installation of this folder, runs the command's work on it, and closes it whatever happens. */
export async function withInstallation<T>(
  io: Io,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const session = await openSession(io, 'halles');
  try {
    // The first command of a new installation meets an empty server.
    if (session.config.databaseAdminUrl) await bootstrapDatabases(session.config);
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
