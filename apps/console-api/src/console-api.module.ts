import { join } from 'node:path';
import type { Config } from '@halles/platform/config';
import { ConsoleAuth, createConsoleAuth } from '@halles/platform/auth';
import { DatabaseModule, PlatformDatabase } from '@halles/platform/database';
import { AccessControl, HttpServices } from '@halles/platform/http';
import { TenancyModule, TenantRegistry } from '@halles/platform/tenancy';
import { type DynamicModule, Module } from '@nestjs/common';
import { ConsoleFiles } from './files/console-files';
import { FilesController } from './files/files.controller';
import { OverviewController } from './overview/overview.controller';
import { OverviewService } from './overview/overview.service';
import { ConsoleAccess } from './session/console-access';
import { LocalStrategy } from './session/local.strategy';
import { SessionController } from './session/session.controller';

@Module({})
export class ConsoleApiModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConsoleApiModule,
      imports: [DatabaseModule.forRoot(config, 'halles-console'), TenancyModule.forRoot(config)],
      controllers: [SessionController, OverviewController, FilesController],
      providers: [
        LocalStrategy,
        { provide: AccessControl, useClass: ConsoleAccess },
        {
          provide: ConsoleAuth,
          inject: [PlatformDatabase, HttpServices],
          useFactory: (db: PlatformDatabase, { redis }: HttpServices) => createConsoleAuth(db, redis),
        },
        {
          provide: OverviewService,
          inject: [TenantRegistry, PlatformDatabase, HttpServices],
          useFactory: (registry: TenantRegistry, db: PlatformDatabase, { redis }: HttpServices) =>
            new OverviewService(config, registry, db, redis),
        },
        {
          provide: ConsoleFiles,
          useFactory: () => ConsoleFiles.load(join(config.root, 'dist', 'apps', 'console', 'browser')),
        },
      ],
    };
  }
}
