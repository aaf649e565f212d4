import { createListingWriters } from '@halles/domain/listings';
import { TerritoryOutlines } from '@halles/domain/territories';
import { Outbox } from '@halles/platform/outbox';
import type { UnitOfWork } from '@halles/platform/tenancy';
import { CommuneRepository } from './runs/commune.repository';
import { CsvMappings } from './runs/csv-mappings';
import { ImportMerger } from './merge/import-merger';
import { ImportReader } from './runs/import-reader';
import { ImportRunner } from './runs/import-runner';
import { ImportRepository } from './runs/import.repository';
import { ImportService } from './runs/import.service';
import { MergePlanner } from './merge/merge-plan';
import { MergeRepository } from './merge/merge.repository';
import { PlanRepository } from './merge/plan.repository';
import { StagingRepository } from './staging/staging.repository';
import { UndoRepository } from './merge/undo.repository';

/** What fills a directory. */
export interface Imports {
  readonly imports: ImportService;
  readonly runner: ImportRunner;
}

/**
 * The imports with all that they need.
 * @param root the application's folder, which holds `tenants/` with the outlines of the communes
 */
export function createImports(work: UnitOfWork, root: string): Imports {
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
