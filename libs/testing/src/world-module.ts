import { ChangeBus, UnitOfWork } from '@halles/platform/tenancy';
import type {
  ClassProvider,
  DynamicModule,
  ExistingProvider,
  FactoryProvider,
  ValueProvider,
} from '@nestjs/common';
import type { World } from './world';

type NamedProvider = ValueProvider | ClassProvider | FactoryProvider | ExistingProvider;

class WorldModule {}

/** What modules of Nest find everywhere in a world: its unit of work, its news, and what else the test gives. */
export function worldModule(
  { work, news }: Pick<World, 'work' | 'news'>,
  more: readonly NamedProvider[] = [],
): DynamicModule {
  const providers: NamedProvider[] = [
    { provide: UnitOfWork, useValue: work },
    { provide: ChangeBus, useValue: news },
    ...more,
  ];
  return {
    module: WorldModule,
    global: true,
    providers,
    exports: providers.map(({ provide }) => provide),
  };
}
