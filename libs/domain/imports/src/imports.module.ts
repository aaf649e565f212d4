import { type Config, CONFIG } from '@halles/platform/config';
import { UnitOfWork } from '@halles/platform/tenancy';
import { Module } from '@nestjs/common';
import { ImportRunner } from './runs/import-runner';
import { ImportService } from './runs/import.service';
import { createImports, type Imports } from './wire-imports';

const WIRED = Symbol('IMPORTS');

@Module({
  providers: [
    {
      provide: WIRED,
      inject: [UnitOfWork, CONFIG],
      useFactory: (work: UnitOfWork, { root }: Config) => createImports(work, root),
    },
    { provide: ImportService, inject: [WIRED], useFactory: ({ imports }: Imports) => imports },
    { provide: ImportRunner, inject: [WIRED], useFactory: ({ runner }: Imports) => runner },
  ],
  exports: [ImportService, ImportRunner],
})
export class ImportsModule {}
