import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedEngine, startPostgres, startRedis } from '@halles/platform/engines';
import { openWorld, shareEngines, type World, type WorldOptions } from '@halles/testing';

/** Runs a benchmark on durable engines of its own, and leaves nothing behind. */
export async function withWorld(
  options: WorldOptions,
  work: (world: World, engines: { readonly redis: EmbeddedEngine }) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'halles-bench-'));
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  const redis = await startRedis({ folder: join(folder, 'redis') });
  shareEngines({ postgresUrl: postgres.url, redisUrl: redis.url });
  try {
    const world = await openWorld(options);
    try {
      await work(world, { redis });
    } finally {
      await world.close();
    }
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}
