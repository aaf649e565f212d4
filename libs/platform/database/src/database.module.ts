import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type Config, CONFIG } from '@halles/platform/config';
import { platformRoles } from './addresses';
import { createPool, platformDatabase, platformKey } from './database';
import { dataSourceOptions, type Entities, openDataSource } from './data-source';
import { RoleDatabase } from './role-database';
import { RoutingPool } from './routing-pool';

/** The console's accounts and sessions, as the role that may touch nothing else. */
export class PlatformDatabase extends RoleDatabase {}

/** Injection token of the name that the server's connections bear. */
const APPLICATION_NAME = Symbol('application name');

export interface DatabaseModuleOptions {
  /** As `pg_stat_activity` shows the connections. */
  readonly applicationName: string;
  /** Of every domain that the application uses. */
  readonly entities?: Entities;
}

/** The routing pool, below everything that speaks to PostgreSQL. */
@Global()
@Module({
  providers: [
    {
      provide: RoutingPool,
      inject: [CONFIG, APPLICATION_NAME],
      useFactory: (config: Config, name: string) => createPool(config, name),
    },
    {
      provide: PlatformDatabase,
      inject: [RoutingPool],
      useFactory: (pool: RoutingPool) => new PlatformDatabase(pool, platformKey(platformRoles.console)),
    },
    {
      provide: RoleDatabase,
      inject: [RoutingPool],
      useFactory: (pool: RoutingPool) => platformDatabase(pool, platformRoles.registry),
    },
  ],
  exports: [RoutingPool, PlatformDatabase, RoleDatabase],
})
class PoolModule implements OnApplicationShutdown {
  constructor(private readonly pool: RoutingPool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

@Module({})
export class DatabaseModule {
  static forRoot({ applicationName, entities = [] }: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        { module: PoolModule, providers: [{ provide: APPLICATION_NAME, useValue: applicationName }] },
        TypeOrmModule.forRootAsync({
          inject: [RoutingPool],
          useFactory: (pool: RoutingPool) => ({ ...dataSourceOptions(pool, entities), retryAttempts: 1 }),
          dataSourceFactory: openDataSource,
        }),
      ],
    };
  }
}
