import { createListingWriters } from '@halles/domain/listings';
import { TerritoryOutlines } from '@halles/domain/territories';
import { Outbox } from '@halles/platform/outbox';
import type { UnitOfWork } from '@halles/platform/tenancy';
import { CommuneRepository } from './imports/commune.repository';
import { CsvMappings } from './imports/csv-mappings';
import { ImportMerger } from './imports/import-merger';
import { ImportReader } from './imports/import-reader';
import { ImportRunner } from './imports/import-runner';
import { ImportRepository } from './imports/import.repository';
import { ImportService } from './imports/import.service';
import { MergePlanner } from './imports/merge-plan';
import { MergeRepository } from './imports/merge.repository';
import { PlanRepository } from './imports/plan.repository';
import { StagingRepository } from './imports/staging.repository';
import { UndoRepository } from './imports/undo.repository';

/** What fills a directory. */
export interface DirectoryImports {
  readonly imports: ImportService;
  readonly runner: ImportRunner;
}

/**
 * The imports with all that they need.
 * @param root the application's folder, which holds `tenants/` with the outlines of the communes
 */
export function createDirectoryImports(work: UnitOfWork, root: string): DirectoryImports {
  const { writer } = createListingWriters();
  const rows = new ImportRepository();
  const staging = new StagingRepository();
  const mappings = new CsvMappings(work, rows);
  const merger = new ImportMerger(new MergeRepository(), writer);
  const planner = new MergePlanner(new PlanRepository());
  const reader = new ImportReader(
    work,
    new CommuneRepository(),
    staging,
    new TerritoryOutlines(root),
    mappings,
  );
  const runner = new ImportRunner(work, rows, staging, reader, mappings, planner, merger);
  return {
    imports: new ImportService(work, rows, staging, new UndoRepository(), merger, runner, new Outbox()),
    runner,
  };
}
