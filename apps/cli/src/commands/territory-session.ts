import { getTenant } from '@halles/platform/provisioning';
import { type TenantContext, toTenant } from '@halles/platform/tenancy';
import type { Directory } from '../directory';
import type { Io } from '../io';
import { withInstallation } from './installation';

/** One territory, as its own role sees it: what a command does to its data passes through the same door as a server's. */
export interface TerritorySession extends Directory {
  readonly ctx: TenantContext;
}

/**
 * Opens a territory of this installation, runs the command's work on it, and closes everything whatever happens.
 * @throws NoSuchTenant
 */
export async function withTerritory<T>(
  io: Io,
  slug: string,
  command: (session: TerritorySession) => Promise<T>,
): Promise<T> {
  return withInstallation(io, async (installation) => {
    const tenant = toTenant(await getTenant(installation.platform(), slug));
    // Loaded for the commands that need it: the others start without the domain's modules.
    const { openDirectory, operatorContext } = await import('../directory');
    const directory = await openDirectory(installation.config);
    try {
      return await command({ ...directory, ctx: operatorContext(tenant) });
    } finally {
      await directory.close();
    }
  });
}
