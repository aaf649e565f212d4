import type { Clock } from '@halles/kernel';
import type { PlatformDatabase } from '@halles/platform/database';
import type { Redis } from 'ioredis';
import { LinkLimiter, type OidcClient, OidcFlow, SecretBox, SignInLimiter } from '@halles/platform/auth';
import { ConsoleAuth } from './console-auth.service';
import { ConsolePasswords } from './console-password.service';
import { ConsoleProConnect } from './console-pro-connect.service';
import { ConsoleSecondFactor } from './console-second-factor.service';
import { ConsoleTeam } from './console-team.service';

/** The realm of the console: accounts and sessions, how people sign in, and who may do what where. */
export interface ConsoleRealm {
  readonly auth: ConsoleAuth;
  readonly secondFactor: ConsoleSecondFactor;
  readonly proConnect: ConsoleProConnect;
  readonly passwords: ConsolePasswords;
  readonly team: ConsoleTeam;
}

/**
 * Wires the realm of the console.
 * @param redis a connection whose commands fail at once while Redis is away
 * @param oidc null where the installation is not known to ProConnect
 */
export function createConsoleRealm(
  db: PlatformDatabase,
  redis: Redis,
  masterKey: string,
  oidc: OidcClient | null,
  clock: Clock,
): ConsoleRealm {
  const limiter = new SignInLimiter(redis);
  const auth = new ConsoleAuth(db, limiter, clock);
  const flow = new OidcFlow(oidc, {
    verifiers: new SecretBox(masterKey, 'console-oidc-verifier'),
    idTokens: new SecretBox(masterKey, 'console-id-token'),
  });
  return {
    auth,
    secondFactor: new ConsoleSecondFactor(db, auth, limiter, masterKey, clock),
    proConnect: new ConsoleProConnect(db, auth, flow, clock),
    passwords: new ConsolePasswords(db, auth, new LinkLimiter(redis, limiter), clock),
    team: new ConsoleTeam(db, clock),
  };
}
