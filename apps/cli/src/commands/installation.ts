import { DomainError } from '@halles/kernel';
import { ConfigError } from '@halles/platform/config';
import { bootstrapDatabases, Installation, migratePlatform } from '@halles/platform/provisioning';
import { TenantFolderError } from '@halles/platform/theming';
import { CommandFailure, type ExitCode, exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { openSession } from '../start/session';

const byKind: Partial<Record<DomainError['kind'], ExitCode>> = {
  invalid: exitCodes.refused,
  conflict: exitCodes.refused,
  'not-found': exitCodes.refused,
  unavailable: exitCodes.engine,
};

/** What a command ends with, for an error that it did not expect itself. */
export function toFailure(error: unknown): unknown {
  if (error instanceof DomainError) {
    return new CommandFailure(error.detail('en'), byKind[error.kind] ?? exitCodes.failed, '', {
      cause: error,
    });
  }
  if (error instanceof ConfigError || error instanceof TenantFolderError) {
    return new CommandFailure(error.message, exitCodes.configuration, '', { cause: error });
  }
  return error;
}

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
  } catch (error) {
    throw toFailure(error);
  } finally {
    await session.close();
  }
}
