import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '@halles/platform/config';
import { platformRoles, PLATFORM_SCHEMA } from './addresses';
import { createPool, platformDatabase } from './database';
import { createDataSource, type Entities } from './data-source';
import { RoleDatabase } from './role-database';
import { RoutingPool } from './routing-pool';

/** The console's accounts and sessions, as the role that may touch nothing else. */
export class PlatformDatabase extends RoleDatabase {}

@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(RoutingPool) private readonly pool: RoutingPool) {}

  /** @param entities of every domain that the application uses */
  static forRoot(config: Config, applicationName: string, entities: Entities = []): DynamicModule {
    const pool = createPool(config, applicationName);
    const bootKey = {
      database: 'main',
      role: platformRoles.registry,
      searchPath: PLATFORM_SCHEMA,
      mode: 'read',
    } as const;
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: 'postgres' as const, retryAttempts: 1 }),
          dataSourceFactory: () => createDataSource(pool, entities, bootKey),
        }),
      ],
      providers: [
        { provide: RoutingPool, useValue: pool },
        {
          provide: PlatformDatabase,
          useValue: new PlatformDatabase(pool, { ...bootKey, role: platformRoles.console, mode: 'write' }),
        },
        { provide: RoleDatabase, useValue: platformDatabase(pool, platformRoles.registry) },
      ],
      exports: [RoutingPool, PlatformDatabase, RoleDatabase],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
