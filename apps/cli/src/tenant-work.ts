import type { Config } from '@halles/platform/config';
import { createDataSource, createPool, platformDatabase, platformRoles } from '@halles/platform/database';
import {
  createContext,
  listTenantRecords,
  type Tenant,
  type TenantContext,
  toTenant,
  TypeOrmUnitOfWork,
  type UnitOfWork,
} from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';

/** Who works at the command line on a territory. */
export const operatorContext = (tenant: Tenant): TenantContext =>
  createContext(tenant, { kind: 'operator', accountId: null }, uuid());

/** The territories' own data, as a server process works on them. */
export interface TenantWork {
  readonly work: UnitOfWork;
  /** A context for each territory of the registry, whatever its state. */
  contexts(): Promise<readonly TenantContext[]>;
  close(): Promise<void>;
}

/** Opens connections as the territories' roles, for a command that works on their data. To be closed. */
export async function openTenantWork(config: Config): Promise<TenantWork> {
  const pool = createPool(config, 'halles-cli');
  const registry = platformDatabase(pool, platformRoles.registry);
  const dataSource = await createDataSource(pool);
  return {
    work: new TypeOrmUnitOfWork(dataSource),
    contexts: async () => {
      const records = await listTenantRecords(registry);
      return records.map((record) => operatorContext(toTenant(record)));
    },
    close: async () => {
      await dataSource.destroy();
      await pool.end();
    },
  };
}
