import type { Config } from '@halles/platform/config';
import { databaseAddresses, PLATFORM_SCHEMA } from './addresses';
import { RoleDatabase } from './role-database';
import { type ConnectionKey, RoutingPool } from './routing-pool';

/** The routing pool of this process. */
export function createPool(config: Config, applicationName: string): RoutingPool {
  return new RoutingPool(databaseAddresses(config), {
    masterKey: config.masterKey,
    max: config.poolMax,
    maxPerRole: config.poolMaxPerTenant,
    acquireTimeout: config.poolAcquireTimeoutMs,
    statementTimeout: config.statementTimeoutMs,
    answerTimeout: config.databaseAnswerTimeoutMs,
    lockTimeout: 2_000,
    applicationName,
  });
}

/** Where one of the platform's login roles works: the platform schema of a database. */
export const platformKey = (role: string, database = 'main'): ConnectionKey => ({
  database,
  role,
  searchPath: PLATFORM_SCHEMA,
  mode: 'write',
});

/** The platform schema of a database, as one of the platform's login roles. */
export function platformDatabase(pool: RoutingPool, role: string, database = 'main'): RoleDatabase {
  return new RoleDatabase(pool, platformKey(role, database));
}
