import { Redis } from 'ioredis';

/** The address once it was emptied: modules are loaded anew for each test file. */
let emptied: Promise<string> | undefined;

/**
 * The test file's own database of the Redis of the run: each worker of jest has one, and each file finds it empty. Limits
 * that count visitors would else count those of other files.
 */
export function freshRedis(redisUrl: string): Promise<string> {
  return (emptied ??= empty(redisUrl));
}

/** Says that a world is closed: the next one of the file finds its database empty too. */
export function releaseRedis(): void {
  emptied = undefined;
}

async function empty(redisUrl: string): Promise<string> {
  const url = new URL(redisUrl);
  url.pathname = `/${process.env['JEST_WORKER_ID'] ?? '1'}`;
  const redis = new Redis(url.href);
  try {
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
  return url.href;
}
