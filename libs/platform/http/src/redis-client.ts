import { SECOND } from '@halles/kernel';
import { Redis } from 'ioredis';

/** What ioredis says of a command that had no answer within `commandTimeout`. */
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Command timed out';

/**
 * A Redis connection for what a request may ask but never wait for: commands fail at once while Redis is away. One that
 * does not answer within 150 ms opens the circuit: its connection is given up, all that waits on it fails, and nothing
 * more is asked until Redis has answered on a new one. Reconnects by itself, for ever.
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
  const lose = (error: Error): void => {
    if (!lost) onError(error);
    lost = true;
  };
  redis.on('error', lose);
  redis.on('ready', () => {
    lost = false;
  });
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    command.promise.catch((error: unknown) => {
      // Only what the frozen connection was asked: a new one is not ready before it has answered.
      if (!isTimeout(error) || redis.status !== 'ready') return;
      lose(error as Error);
      redis.disconnect(true);
    });
    return send(command, stream);
  };
  return redis;
}
