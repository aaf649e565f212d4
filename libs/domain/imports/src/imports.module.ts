import { ListingsModule } from '@halles/domain/listings';
import { TerritoriesModule } from '@halles/domain/territories';
import { Outbox } from '@halles/platform/outbox';
import { Module } from '@nestjs/common';
import { ImportMerger } from './merge/import-merger';
import { MergePlanner } from './merge/merge-plan';
import { MergeRepository } from './merge/merge.repository';
import { PlanRepository } from './merge/plan.repository';
import { UndoRepository } from './merge/undo.repository';
import { CommuneRepository } from './runs/commune.repository';
import { CsvMappings } from './runs/csv-mappings';
import { ImportReader } from './runs/import-reader';
import { ImportRunner } from './runs/import-runner';
import { ImportRepository } from './runs/import.repository';
import { ImportService } from './runs/import.service';
import { StagingRepository } from './staging/staging.repository';

/** What fills a directory. */
@Module({
  imports: [ListingsModule, TerritoriesModule],
  providers: [
    CommuneRepository,
    CsvMappings,
    ImportMerger,
    ImportReader,
    ImportRepository,
    ImportRunner,
    ImportService,
    MergePlanner,
    MergeRepository,
    Outbox,
    PlanRepository,
    StagingRepository,
    UndoRepository,
  ],
  exports: [ImportService, ImportRunner],
})
export class ImportsModule {}
