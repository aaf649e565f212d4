import { type DynamicModule, Module } from '@nestjs/common';
import { UnitOfWork } from '@halles/platform/tenancy';
import { ImportRunner } from './runs/import-runner';
import { ImportService } from './runs/import.service';
import { createImports, type Imports } from './wire-imports';

const WIRED = Symbol('IMPORTS');

@Module({})
export class ImportsModule {
  /** @param root the application's folder, which holds `tenants/` with the outlines of the communes */
  static forRoot(root: string): DynamicModule {
    return {
      module: ImportsModule,
      providers: [
        {
          provide: WIRED,
          inject: [UnitOfWork],
          useFactory: (work: UnitOfWork) => createImports(work, root),
        },
        { provide: ImportService, inject: [WIRED], useFactory: ({ imports }: Imports) => imports },
        { provide: ImportRunner, inject: [WIRED], useFactory: ({ runner }: Imports) => runner },
      ],
      exports: [ImportService, ImportRunner],
    };
  }
}
