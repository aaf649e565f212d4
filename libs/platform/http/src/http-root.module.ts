import { type Config, ConfigModule } from '@halles/platform/config';
import { createLog, type Log, LogModule, Metrics } from '@halles/platform/observability';
import { type DynamicModule, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Redis } from 'ioredis';
import { Lifecycle } from './lifecycle';
import { defaultRateLimits, RateLimiter, type RateLimits } from './rate-limiter';
import { createImpatientRedis } from './redis-client';

/** What an HTTP process has once, whichever application runs in it. */
export class HttpServices {
  readonly metrics: Metrics;
  readonly lifecycle = new Lifecycle();
  readonly redis: Redis;
  readonly limiter: RateLimiter;

  constructor(
    readonly config: Config,
    name: string,
    limits: Partial<RateLimits>,
    readonly log: Log = createLog({ name, level: config.logLevel }),
  ) {
    this.metrics = new Metrics(name);
    this.redis = createImpatientRedis(config.redisUrl, (error) =>
      log.warn({ err: error }, 'Redis is away: limits are counted in this process alone'),
    );
    this.limiter = new RateLimiter(this.redis, { ...defaultRateLimits, ...limits });
  }
}

/** Wraps the application's module and makes the services of the border injectable everywhere. */
@Module({})
export class HttpRootModule implements OnApplicationShutdown {
  constructor(private readonly services: HttpServices) {}

  static around(module: Type | DynamicModule, services: HttpServices): DynamicModule {
    return {
      module: HttpRootModule,
      global: true,
      imports: [
        ConfigModule.forRoot(services.config),
        LogModule.forRoot(services.log),
        module,
        DiscoveryModule,
      ],
      providers: [
        { provide: HttpServices, useValue: services },
        { provide: Lifecycle, useValue: services.lifecycle },
        { provide: Metrics, useValue: services.metrics },
        { provide: RateLimiter, useValue: services.limiter },
      ],
      exports: [HttpServices, Lifecycle, Metrics, RateLimiter],
    };
  }

  onApplicationShutdown(): void {
    this.services.redis.disconnect();
  }
}
