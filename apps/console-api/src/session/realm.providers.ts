import {
  ConsoleAuth,
  ConsoleDigests,
  ConsolePasswords,
  ConsoleProConnect,
  type ConsoleRealm,
  ConsoleSecondFactor,
  ConsoleTeam,
  createConsoleRealm,
} from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import { createOidcClient } from '@halles/platform/auth';
import { type Config, CONFIG } from '@halles/platform/config';
import { PlatformDatabase } from '@halles/platform/database';
import { HttpServices } from '@halles/platform/http';
import type { Provider } from '@nestjs/common';

const REALM = Symbol('the realm of the console');

/** Accounts, sessions, second factors, ProConnect and teams of the console. */
export const realmProviders: readonly Provider[] = [
  {
    provide: REALM,
    inject: [CONFIG, PlatformDatabase, HttpServices, Clock],
    useFactory: (config: Config, db: PlatformDatabase, { redis }: HttpServices, clock: Clock) =>
      createConsoleRealm(db, redis, config.masterKey, createOidcClient(config), clock),
  },
  { provide: ConsoleAuth, inject: [REALM], useFactory: ({ auth }: ConsoleRealm) => auth },
  {
    provide: ConsoleSecondFactor,
    inject: [REALM],
    useFactory: ({ secondFactor }: ConsoleRealm) => secondFactor,
  },
  {
    provide: ConsoleProConnect,
    inject: [REALM],
    useFactory: ({ proConnect }: ConsoleRealm) => proConnect,
  },
  { provide: ConsolePasswords, inject: [REALM], useFactory: ({ passwords }: ConsoleRealm) => passwords },
  {
    provide: ConsoleDigests,
    inject: [PlatformDatabase],
    useFactory: (db: PlatformDatabase) => new ConsoleDigests(db),
  },
  { provide: ConsoleTeam, inject: [REALM], useFactory: ({ team }: ConsoleRealm) => team },
];
