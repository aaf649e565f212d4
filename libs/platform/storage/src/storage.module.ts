import { join } from 'node:path';
import { Clock } from '@halles/kernel';
import { type Config, CONFIG } from '@halles/platform/config';
import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiskStorage } from './disk-storage';
import { FileStorage } from './file-storage';

/** Files of tenants below `HALLES_HOME`. Exports `FileStorage`. */
@Global()
@Module({
  providers: [
    {
      provide: DiskStorage,
      inject: [CONFIG, Clock],
      useFactory: ({ home }: Config, clock: Clock) => new DiskStorage(join(home, 'media'), clock),
    },
    { provide: FileStorage, useExisting: DiskStorage },
  ],
  exports: [FileStorage],
})
export class StorageModule implements OnApplicationBootstrap {
  constructor(private readonly disk: DiskStorage) {}

  /** What a process that died left half-written goes when the next one starts. */
  async onApplicationBootstrap(): Promise<void> {
    await this.disk.sweep();
  }
}
