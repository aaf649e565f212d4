import { SECOND } from '@halles/kernel';
import type { Lane } from '@halles/platform/outbox';
import type { QueueOptions } from 'bull';
import { Redis, type RedisOptions } from 'ioredis';

/**
 * The queue of a lane. One a lane and not one a tenant: hundreds of queues slow Bull down, and the outbox already knows the
 * tenants apart.
 */
export const queueOf = (lane: Lane): string => (lane === 'work' ? 'outbox' : `outbox-${lane}`);

export interface QueueLog {
  warn(message: string): void;
}

/**
 * Bull's settings. A worker that dies is noticed within twelve seconds instead of a minute; a job may be taken up again
 * five times before Bull forgets it, and the outbox's lease hands it out again even then.
 */
export function bullOptions(redisUrl: string, log: QueueLog): QueueOptions {
  return {
    prefix: 'halles:bull',
    createClient: (type) => createClient(redisUrl, type, log),
    settings: {
      lockDuration: 6 * SECOND,
      lockRenewTime: 2 * SECOND,
      stalledInterval: 3 * SECOND,
      maxStalledCount: 5,
    },
    // What succeeded or failed is recorded in the outbox. A finished job that stayed would block its id.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  };
}

function createClient(url: string, type: 'client' | 'subscriber' | 'bclient', log: QueueLog): Redis {
  const options: RedisOptions = {
    connectTimeout: 5 * SECOND,
    retryStrategy: (attempt) => Math.min(attempt * 250, 2 * SECOND),
    // Bull's blocking and subscribing connections wait for Redis to come back; adding a job fails at once instead.
    maxRetriesPerRequest: type === 'client' ? 1 : null,
    enableReadyCheck: type === 'client',
  };
  const redis = new Redis(url, options);
  let lost = false;
  redis.on('error', (error: Error) => {
    if (!lost) log.warn(`queue: Redis is away (${type}): ${error.message}`);
    lost = true;
  });
  redis.on('ready', () => {
    lost = false;
  });
  return redis;
}
