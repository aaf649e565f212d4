import { type Clock, systemClock } from '@halles/kernel';
import type { PlatformDatabase } from '@halles/platform/database';
import type { Redis } from 'ioredis';
import { ConsoleAuth } from './console-auth.service';
import { SignInLimiter } from './sign-in-limiter';

/**
 * Operators' accounts and sessions.
 * @param redis a connection whose commands fail at once while Redis is away
 */
export function createConsoleAuth(
  db: PlatformDatabase,
  redis: Redis,
  clock: Clock = systemClock,
): ConsoleAuth {
  return new ConsoleAuth(db, new SignInLimiter(redis), clock);
}
