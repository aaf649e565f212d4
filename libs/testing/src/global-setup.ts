import { join } from 'node:path';
import { loadConfig } from '@halles/platform/config';
import { startPostgres, startRedis } from '@halles/platform/engines';
import { bootstrapDatabases } from '@halles/platform/provisioning';
import { makeRunFolder } from './data-folder';
import { type RunningEngines, shareEngines } from './run';
import { worldEnv } from './world';

/** Starts one PostgreSQL and one Redis for the whole run, on free ports, and with their data in memory where there is room. */
export default async function globalSetup(): Promise<void> {
  const running = globalThis as { hallesEngines?: RunningEngines };
  // Each jest project calls this: the engines are shared by all of them.
  if (running.hallesEngines) return;
  const folder = await makeRunFolder();
  // Tests make and drop hundreds of schemas: durability is tested where it matters, on engines of those tests' own.
  const [postgres, redis] = await Promise.all([
    startPostgres({
      folder: join(folder, 'postgres'),
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        wal_level: 'minimal',
        max_wal_senders: 0,
        max_wal_size: '1GB',
        checkpoint_timeout: '1h',
      },
    }),
    startRedis({ folder: join(folder, 'redis') }),
  ]);
  // The roles of the product belong to the server: made here once, no two tests make them or set their passwords at the
  // same instant while a third one signs in.
  await bootstrapDatabases(loadConfig({ ...worldEnv(folder, postgres.url), REDIS_URL: redis.url }));
  running.hallesEngines = { folder, postgres, redis };
  shareEngines({ postgresUrl: postgres.url, redisUrl: redis.url });
}
