import { Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { required } from '@halles/kernel';
import { type Config, CONFIG } from '@halles/platform/config';
import { databaseAddresses, RoleDatabase, RoutingPool } from '@halles/platform/database';
import { DataSource } from 'typeorm';
import { ChangeBus, DatabaseChangeBus } from './change-bus';
import { DatabaseRegistry } from './database-registry';
import { TenantRegistry } from './registry';
import { SignedLinks } from './signed-links';
import { DatabaseTenantSignals, TenantSignals } from './tenant-signals';
import { TypeOrmUnitOfWork, UnitOfWork } from './unit-of-work';

/** Loaded before the application listens. */
async function openRegistry(config: Config, db: RoleDatabase, pool: RoutingPool): Promise<DatabaseRegistry> {
  const address = required(databaseAddresses(config).get('main'), 'the main database');
  const registry = new DatabaseRegistry(db, address, config.masterKey, new Logger('TenantRegistry'));
  await registry.start();
  registry.onChange(() => {
    for (const tenant of registry.all()) if (tenant.state !== 'live') void pool.forget(tenant.role);
  });
  return registry;
}

/** The tenants of the installation and the way to their data. Needs DatabaseModule. */
@Global()
@Module({
  providers: [
    { provide: TenantRegistry, inject: [CONFIG, RoleDatabase, RoutingPool], useFactory: openRegistry },
    {
      provide: ChangeBus,
      inject: [CONFIG],
      useFactory: (config: Config) => new DatabaseChangeBus(databaseAddresses(config), config.masterKey),
    },
    {
      provide: TenantSignals,
      inject: [CONFIG],
      useFactory: (config: Config) => new DatabaseTenantSignals(databaseAddresses(config), config.masterKey),
    },
    {
      provide: SignedLinks,
      inject: [CONFIG],
      useFactory: ({ masterKey }: Config) => new SignedLinks(masterKey),
    },
    {
      provide: UnitOfWork,
      inject: [DataSource, ChangeBus],
      useFactory: (source: DataSource, bus: ChangeBus) =>
        new TypeOrmUnitOfWork(source, (role) => bus.publish(role)),
    },
  ],
  exports: [TenantRegistry, ChangeBus, TenantSignals, UnitOfWork, SignedLinks],
})
export class TenancyModule implements OnApplicationShutdown {
  constructor(
    private readonly registry: TenantRegistry,
    private readonly bus: ChangeBus,
    private readonly signals: TenantSignals,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.registry instanceof DatabaseRegistry) await this.registry.stop();
    if (this.bus instanceof DatabaseChangeBus) await this.bus.stop();
    if (this.signals instanceof DatabaseTenantSignals) await this.signals.stop();
  }
}
