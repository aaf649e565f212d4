import { type Clock, systemClock } from '@halles/kernel';
import { PlatformDatabase } from '@halles/platform/database';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { ConsoleAuth } from './console-auth.service';
import { SignInLimiter } from './sign-in-limiter';

/** Operators' accounts and sessions. Needs DatabaseModule. */
@Module({})
export class AuthModule {
  /** @param redis a connection whose commands fail at once while Redis is away */
  static forRoot(redis: Redis, clock: Clock = systemClock): DynamicModule {
    return {
      module: AuthModule,
      providers: [
        {
          provide: ConsoleAuth,
          inject: [PlatformDatabase],
          useFactory: (db: PlatformDatabase) => new ConsoleAuth(db, new SignInLimiter(redis), clock),
        },
      ],
      exports: [ConsoleAuth],
    };
  }
}
