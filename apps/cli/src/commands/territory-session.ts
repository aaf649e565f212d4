import type { Config } from '@halles/platform/config';
import { createDataSource, createPool, platformRoles, PLATFORM_SCHEMA } from '@halles/platform/database';
import { getTenant } from '@halles/platform/provisioning';
import {
  createContext,
  type TenantContext,
  toTenant,
  TypeOrmUnitOfWork,
  type UnitOfWork,
} from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import type { Io } from '../io';
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
    const pool = createPool(config, 'halles-cli');
    const dataSource = await createDataSource(pool, [], {
      database: 'main',
      role: platformRoles.registry,
      searchPath: PLATFORM_SCHEMA,
      mode: 'read',
    });
    try {
      const ctx = createContext(tenant, { kind: 'operator', accountId: null }, uuid());
      return await command({ config, ctx, work: new TypeOrmUnitOfWork(dataSource) });
    } finally {
      await dataSource.destroy();
      await pool.end();
    }
  });
}
