import { SECOND } from '@halles/kernel';
import { Redis } from 'ioredis';

/**
 * A Redis connection for what a request may ask but never wait for: commands fail at once while Redis is away, and
 * after 150 ms when it does not answer. Reconnects by itself, for ever.
 * @param onError called once each time the connection is lost, not at each attempt
 */
export function createImpatientRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    // Redis away, there is no connection left whose end could be awaited: the two seconds by default would keep a
    // process that is done from ending.
    disconnectTimeout: 200,
    connectionName: 'halles-limits',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1 * SECOND,
    commandTimeout: 150,
    retryStrategy: (attempt) => Math.min(attempt * 200, 3 * SECOND),
  });
  let lost = false;
  redis.on('error', (error: Error) => {
    if (!lost) onError(error);
    lost = true;
  });
  redis.on('ready', () => {
    lost = false;
  });
  return redis;
}
