import type { Config } from '@halles/platform/config';
import { getTenant } from '@halles/platform/provisioning';
import { type TenantContext, toTenant, type UnitOfWork } from '@halles/platform/tenancy';
import type { Io } from '../io';
import { operatorContext, openTenantWork } from '../tenant-work';
import { withInstallation } from './installation';

/** One territory, as its own role sees it: what a command does to its data passes through the same door as a server's. */
export interface TerritorySession {
  readonly config: Config;
  readonly ctx: TenantContext;
  readonly work: UnitOfWork;
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
    const { config } = installation;
    const tenant = toTenant(await getTenant(installation.platform(), slug));
    const session = await openTenantWork(config);
    try {
      return await command({ config, ctx: operatorContext(tenant), work: session.work });
    } finally {
      await session.close();
    }
  });
}
