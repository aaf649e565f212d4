import { UnitOfWork } from '@halles/platform/tenancy';
import { Module } from '@nestjs/common';
import { DuplicateService } from './duplicate.service';
import { createDuplicates } from './wire-duplicates';

@Module({
  providers: [{ provide: DuplicateService, inject: [UnitOfWork], useFactory: createDuplicates }],
  exports: [DuplicateService],
})
export class DuplicatesModule {}
