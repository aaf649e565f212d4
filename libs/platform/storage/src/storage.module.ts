import { join } from 'node:path';
import { systemClock } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { type DynamicModule, Global, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiskStorage } from './disk-storage';
import { FileStorage } from './file-storage';

/** Files of tenants below `HALLES_HOME`. Exports `FileStorage`. */
@Global()
@Module({})
export class StorageModule implements OnApplicationBootstrap {
  constructor(@Inject(DiskStorage) private readonly disk: DiskStorage) {}

  static forRoot(config: Config): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        { provide: DiskStorage, useFactory: () => new DiskStorage(join(config.home, 'media'), systemClock) },
        { provide: FileStorage, useExisting: DiskStorage },
      ],
      exports: [FileStorage],
    };
  }

  /** What a process that died left half-written goes when the next one starts. */
  async onApplicationBootstrap(): Promise<void> {
    await this.disk.sweep();
  }
}
