import {
  Global,
  Inject,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Config } from '@halles/platform/config';
import { databaseAddresses, RoleDatabase, RoutingPool } from '@halles/platform/database';
import { required } from '@halles/kernel';
import { DataSource } from 'typeorm';
import { DatabaseRegistry } from './database-registry';
import { TenantRegistry } from './registry';
import { DatabaseNews, TenantNews } from './tenant-news';
import { TypeOrmUnitOfWork, UnitOfWork } from './unit-of-work';

@Global()
@Module({})
export class TenancyModule implements OnApplicationShutdown {
  constructor(
    @Inject(TenantRegistry) private readonly registry: TenantRegistry,
    @Inject(TenantNews) private readonly news: TenantNews,
  ) {}

  /** Needs DatabaseModule. The registry is loaded before the application listens. */
  static forRoot(config: Config): DynamicModule {
    return {
      module: TenancyModule,
      providers: [
        {
          provide: TenantRegistry,
          inject: [RoleDatabase, RoutingPool],
          useFactory: async (db: RoleDatabase, pool: RoutingPool) => {
            const address = required(databaseAddresses(config).get('main'), 'the main database');
            const registry = new DatabaseRegistry(
              db,
              address,
              config.masterKey,
              new Logger('TenantRegistry'),
            );
            await registry.start();
            registry.onChange(() => {
              for (const tenant of registry.all()) if (tenant.state !== 'live') void pool.forget(tenant.role);
            });
            return registry;
          },
        },
        {
          provide: TenantNews,
          useFactory: () => new DatabaseNews(databaseAddresses(config), config.masterKey),
        },
        {
          provide: UnitOfWork,
          inject: [DataSource, TenantNews],
          useFactory: (source: DataSource, news: TenantNews) =>
            new TypeOrmUnitOfWork(source, (role) => news.tell(role)),
        },
      ],
      exports: [TenantRegistry, TenantNews, UnitOfWork],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.registry instanceof DatabaseRegistry) await this.registry.stop();
    if (this.news instanceof DatabaseNews) await this.news.stop();
  }
}
