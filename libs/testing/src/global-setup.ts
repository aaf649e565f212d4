import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, startRedis } from '@halles/platform/engines';
import { type RunningEngines, shareEngines } from './run';

/** Starts one PostgreSQL and one Redis for the whole run, on free ports and in a folder of their own. */
export default async function globalSetup(): Promise<void> {
  const running = globalThis as { hallesEngines?: RunningEngines };
  // Each jest project calls this: the engines are shared by all of them.
  if (running.hallesEngines) return;
  const folder = await mkdtemp(join(tmpdir(), 'halles-test-'));
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
        max_wal_size: '4GB',
        checkpoint_timeout: '1h',
      },
    }),
    startRedis({ folder: join(folder, 'redis') }),
  ]);
  running.hallesEngines = { folder, postgres, redis };
  shareEngines({ postgresUrl: postgres.url, redisUrl: redis.url });
}
