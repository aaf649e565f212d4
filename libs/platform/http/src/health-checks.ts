import { connect } from 'node:net';
import { platformMigrations } from '@halles/migrations/platform';
import type { RoleDatabase } from '@halles/platform/database';
import type { TenantRegistry } from '@halles/platform/tenancy';
import type { Redis } from 'ioredis';
import type { HealthCheck } from './health';

/** The platform database answers. */
export const databaseCheck = (db: RoleDatabase): HealthCheck => ({
  name: 'database',
  essential: true,
  probe: async () => {
    await db.query('SELECT 1');
  },
});

/**
 * The platform schema has every migration that this build knows. More is fine: a newer release expands first, and the
 * older one keeps running on it.
 */
export const migrationsCheck = (db: RoleDatabase): HealthCheck => ({
  name: 'migrations',
  essential: true,
  probe: async () => {
    const applied = new Set(
      (await db.query<{ name: string }>('SELECT name FROM schema_migration')).map(({ name }) => name),
    );
    const missing = platformMigrations.filter((migration) => !applied.has(migration.name));
    if (missing.length > 0) throw new Error(`${missing.length} migrations are missing`);
  },
});

/** The registry of tenants was read at least once. */
export const registryCheck = (registry: TenantRegistry): HealthCheck => ({
  name: 'registry',
  essential: true,
  probe: async () => {
    if (!registry.isReady()) throw new Error('not loaded');
  },
});

/** Redis answers. Without it limits are local and orders wait in the outbox. */
export const redisCheck = (redis: Redis): HealthCheck => ({
  name: 'redis',
  essential: false,
  probe: async () => {
    await redis.ping();
  },
});

/** The mail server accepts connections. Without it mail waits in the outbox. */
export const mailCheck = (smtpUrl: string): HealthCheck => {
  const { hostname, port, protocol } = new URL(smtpUrl);
  return {
    name: 'mail',
    essential: false,
    probe: () =>
      new Promise((resolve, reject) => {
        const socket = connect({
          host: hostname,
          port: Number(port || (protocol === 'smtps:' ? 465 : 25)),
          timeout: 400,
        });
        const end = (settle: () => void) => {
          socket.destroy();
          settle();
        };
        socket.once('connect', () => end(resolve));
        socket.once('timeout', () => end(() => reject(new Error('no answer in time'))));
        socket.once('error', (error) => end(() => reject(error)));
      }),
  };
};
