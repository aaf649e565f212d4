import { SECOND } from '@halles/kernel';
import { Redis } from 'ioredis';

/** What a command may take. Milliseconds. */
const TIMEOUT = 150;

/** A command had no answer in time. */
class CommandTimedOut extends Error {
  override readonly name = 'CommandTimedOut';

  constructor() {
    super('Command timed out');
  }
}

/**
 * Runs the work after some time, unless it is called off, and after one more look at what has arrived: where this process
 * was busy with itself for all that time, the answer lies in its socket and is read after the timers.
 * @returns the way to call it off
 */
function afterReading(ms: number, work: () => void): () => void {
  let look: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => (look = setImmediate(work)), ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(look);
  };
}

/**
 * A Redis connection for what a request may ask but never wait for: commands fail at once while Redis is away. A command
 * without an answer after 150 ms, which is not one that this process had no time to read, opens the circuit: its connection
 * is given up, all that waits on it fails, and nothing more is asked until Redis has answered on a new one. Reconnects by
 * itself, for ever.
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
    const callOff = afterReading(TIMEOUT, () => command.reject(new CommandTimedOut()));
    command.promise.then(callOff, (error: unknown) => {
      callOff();
      // Only what the frozen connection was asked: a new one is not ready before it has answered.
      if (!(error instanceof CommandTimedOut) || redis.status !== 'ready') return;
      lose(error);
      redis.disconnect(true);
    });
    return send(command, stream);
  };
  return redis;
}
