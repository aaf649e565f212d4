import { Clock, systemClock } from '@halles/kernel';
import { CONFIG } from '@halles/platform/config';
import { platformDatabase, platformRoles, RoleDatabase, RoutingPool } from '@halles/platform/database';
import { createLog, LOG } from '@halles/platform/observability';
import { ChangeBus, SignedLinks, UnitOfWork } from '@halles/platform/tenancy';
import type {
  ClassProvider,
  DynamicModule,
  ExistingProvider,
  FactoryProvider,
  Type,
  ValueProvider,
} from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { World } from './world';

type NamedProvider = ValueProvider | ClassProvider | FactoryProvider | ExistingProvider;

class WorldModule {}

/** What modules of Nest find everywhere in a world: what the applications give them, and what else the test gives. */
export function worldModule(
  { config, work, changeBus, pool }: Pick<World, 'config' | 'work' | 'changeBus' | 'pool'>,
  more: readonly NamedProvider[] = [],
): DynamicModule {
  const providers: NamedProvider[] = [
    { provide: CONFIG, useValue: config },
    { provide: Clock, useValue: systemClock },
    { provide: LOG, useValue: createLog({ name: 'test', level: 'silent' }) },
    { provide: UnitOfWork, useValue: work },
    { provide: SignedLinks, useValue: new SignedLinks(config.masterKey) },
    { provide: ChangeBus, useValue: changeBus },
    { provide: RoutingPool, useValue: pool },
    { provide: RoleDatabase, useValue: platformDatabase(pool, platformRoles.registry) },
    ...more,
  ];
  return {
    module: WorldModule,
    global: true,
    providers,
    exports: providers.map(({ provide }) => provide),
  };
}

/**
 * The services of these modules, as an application has them, on the databases of a world:
 * `(await servicesOf(world, [ListingsModule])).get(ListingWriter)`.
 */
export function servicesOf(
  world: Parameters<typeof worldModule>[0],
  modules: readonly (Type | DynamicModule)[],
  more: readonly NamedProvider[] = [],
): Promise<TestingModule> {
  return Test.createTestingModule({ imports: [worldModule(world, more), ...modules] }).compile();
}
