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
import { DatabaseChangeBus, ChangeBus } from './change-bus';
import { TypeOrmUnitOfWork, UnitOfWork } from './unit-of-work';

@Global()
@Module({})
export class TenancyModule implements OnApplicationShutdown {
  constructor(
    @Inject(TenantRegistry) private readonly registry: TenantRegistry,
    @Inject(ChangeBus) private readonly news: ChangeBus,
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
          provide: ChangeBus,
          useFactory: () => new DatabaseChangeBus(databaseAddresses(config), config.masterKey),
        },
        {
          provide: UnitOfWork,
          inject: [DataSource, ChangeBus],
          useFactory: (source: DataSource, news: ChangeBus) =>
            new TypeOrmUnitOfWork(source, (role) => news.publish(role)),
        },
      ],
      exports: [TenantRegistry, ChangeBus, UnitOfWork],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.registry instanceof DatabaseRegistry) await this.registry.stop();
    if (this.news instanceof DatabaseChangeBus) await this.news.stop();
  }
}
