import { type Clock, systemClock } from '@halles/kernel';
import type { PlatformDatabase } from '@halles/platform/database';
import type { Redis } from 'ioredis';
import { ConsoleAuth } from './console-auth.service';
import { ConsoleSecondFactor } from './console-second-factor.service';
import { ConsoleTeam } from './console-team.service';
import { SignInLimiter } from './sign-in-limiter';

/** The realm of the console: accounts and sessions, their second factor, and who may do what where. */
export interface ConsoleRealm {
  readonly auth: ConsoleAuth;
  readonly secondFactor: ConsoleSecondFactor;
  readonly team: ConsoleTeam;
}

/**
 * Wires the realm of the console.
 * @param redis a connection whose commands fail at once while Redis is away
 */
export function createConsoleRealm(
  db: PlatformDatabase,
  redis: Redis,
  masterKey: string,
  clock: Clock = systemClock,
): ConsoleRealm {
  const limiter = new SignInLimiter(redis);
  const auth = new ConsoleAuth(db, limiter, clock);
  return {
    auth,
    secondFactor: new ConsoleSecondFactor(db, auth, limiter, masterKey, clock),
    team: new ConsoleTeam(db, clock),
  };
}
