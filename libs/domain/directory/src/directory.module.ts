import { type DynamicModule, Module } from '@nestjs/common';
import { UnitOfWork } from '@halles/platform/tenancy';
import { ImportRunner } from './imports/import-runner';
import { ImportService } from './imports/import.service';
import { createDirectoryImports, type DirectoryImports } from './wire-imports';

const WIRED = Symbol('DIRECTORY_IMPORTS');

@Module({})
export class DirectoryModule {
  /** @param root the application's folder, which holds `tenants/` with the outlines of the communes */
  static forRoot(root: string): DynamicModule {
    return {
      module: DirectoryModule,
      providers: [
        {
          provide: WIRED,
          inject: [UnitOfWork],
          useFactory: (work: UnitOfWork) => createDirectoryImports(work, root),
        },
        { provide: ImportService, inject: [WIRED], useFactory: ({ imports }: DirectoryImports) => imports },
        { provide: ImportRunner, inject: [WIRED], useFactory: ({ runner }: DirectoryImports) => runner },
      ],
      exports: [ImportService, ImportRunner],
    };
  }
}
