import { join } from 'node:path';
import { type Config, CONFIG } from '@halles/platform/config';
import { LOG, type Log } from '@halles/platform/observability';
import { partialFolder } from '@halles/platform/storage';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { UntrustedFiles } from './untrusted-files';

/** Where files are opened and with what, below the application's folder and the data's. */
export const untrustedFilesOptions = ({
  home,
  root,
  decodingProcesses,
}: Pick<Config, 'home' | 'root' | 'decodingProcesses'>) => ({
  folder: partialFolder(home),
  script: join(root, 'libs', 'platform', 'untrusted-files', 'process', 'main.mjs'),
  processes: decodingProcesses,
});

/** What strangers send. Exports `UntrustedFiles`. */
@Global()
@Module({
  providers: [
    {
      provide: UntrustedFiles,
      inject: [CONFIG, LOG],
      useFactory: (config: Config, log: Log) =>
        new UntrustedFiles({
          ...untrustedFilesOptions(config),
          onFailure: (error) => log.error({ err: error }, 'a file that was sent could not be opened'),
        }),
    },
  ],
  exports: [UntrustedFiles],
})
export class UntrustedFilesModule implements OnApplicationShutdown {
  constructor(private readonly files: UntrustedFiles) {}

  onApplicationShutdown(): void {
    this.files.close();
  }
}
