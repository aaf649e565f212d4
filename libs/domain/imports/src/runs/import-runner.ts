import { hash } from 'node:crypto';
import { Clock, SECOND } from '@halles/kernel';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v4 as uuid } from 'uuid';
import type { Reading } from '../readers/reading';
import type { SourceRow } from '../readers/source-row';
import { CsvMappings } from './csv-mappings';
import type { DirectoryImport, ImportReport, MergeCounts } from './directory-import';
import { failureOf, interpretedReport, ReadingRefused, withRepeated } from './import-failure';
import { type OpenedFiles, openRecords } from './import-files';
import { ImportMerger } from '../merge/import-merger';
import { ImportProgressReporter, ImportStopped } from './import-progress';
import { ImportReader } from './import-reader';
import { type ImportEnd, ImportRepository } from './import.repository';
import { MergePlanner } from '../merge/merge-plan';
import { stagingLine } from '../staging/staging-line';
import { StagingRepository } from '../staging/staging.repository';

/** One run on an import: which it is, and its reporter. */
interface Run {
  readonly ctx: TenantContext;
  readonly row: DirectoryImport;
  readonly runner: string;
  readonly reporter: ImportProgressReporter;
}

/**
 * Reads, stages and merges one import. It may be killed at any moment and run again: what was staged whole is not read
 * again, and what was not committed never happened.
 */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly work: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly staging: StagingRepository,
    private readonly reader: ImportReader,
    private readonly mappings: CsvMappings,
    private readonly planner: MergePlanner,
    private readonly merger: ImportMerger,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings the import to its end, whichever that is: see its row. Does nothing for one that has ended.
   * @param records of an import without files
   * @throws what a later run may get over: the database is away, the disk is full
   */
  async run(ctx: TenantContext, importId: string, records?: Reading): Promise<void> {
    const runner = uuid();
    const row = await this.work.write(ctx, (tx) => this.imports.claim(tx, importId, runner));
    if (row === null) return;
    const reporter = new ImportProgressReporter((progress) =>
      this.work.write(ctx, (tx) => this.imports.beat(tx, importId, runner, progress)),
    );
    const run: Run = { ctx, row, runner, reporter };
    reporter.start();
    try {
      if (row.cancelRequested) throw new ImportStopped('cancelled');
      const report = (await this.staged(run)) ?? (await this.stage(run, records));
      const listings = await this.merge(run, report);
      await this.merger.updateStatistics(ctx, listings);
    } catch (thrown) {
      // A statement that was ended on the way tells of its connection, not of why.
      const error: unknown = reporter.signal.aborted ? reporter.signal.reason : thrown;
      if (error instanceof ImportStopped && error.reason === 'superseded') return;
      const end = failureOf(error);
      if (end === null) throw error;
      await this.end(run, end);
    } finally {
      await reporter.stop();
    }
  }

  /** What an earlier run of this import staged whole: null where it did not, or a crash of the server emptied it. */
  private async staged({ ctx, row }: Run): Promise<ImportReport | null> {
    if (row.stagedRows === null) return null;
    const found = await this.work.read(ctx, (tx) => this.staging.count(tx));
    return found === row.stagedRows ? row.report : null;
  }

  private async stage(run: Run, records?: Reading): Promise<ImportReport> {
    const { ctx, row, runner, reporter } = run;
    const started = performance.now();
    const opened = await this.open(run, records);
    this.follow(reporter, opened);
    return this.work.bulk(
      ctx,
      async (tx) => {
        await this.staging.clear(tx);
        await this.staging.copy(tx, chunksOf(opened.reading, saltOf(ctx), reporter));
        const reading = opened.reading.report();
        if (!reading.complete) throw new ReadingRefused(reading);
        const repeated = await this.staging.removeRepeated(tx);
        const rows = await this.staging.count(tx);
        const report: ImportReport = {
          reading: withRepeated(reading, repeated),
          seconds: { reading: secondsSince(started), merging: 0 },
        };
        if (!(await this.imports.markStaged(tx, row.id, runner, rows, report)))
          throw new ImportStopped('superseded');
        return report;
      },
      reporter.signal,
    );
  }

  private async open({ ctx, row }: Run, records?: Reading): Promise<OpenedFiles> {
    const { files } = row.options;
    if (files !== null) return this.reader.open(ctx, files);
    if (records === undefined) throw new Error('records that a program makes are imported by it alone');
    return openRecords(records);
  }

  private follow(reporter: ImportProgressReporter, { reading, bytesTotal, bytesBefore }: OpenedFiles): void {
    reporter.enter(() => {
      const { step, rowsRead, bytesRead, kept } = reading.report();
      return {
        step,
        rowsRead,
        bytesRead: bytesBefore(step) + bytesRead,
        bytesTotal,
        kept,
        listingsDone: 0,
        listingsTotal: 0,
      };
    });
  }

  /** @returns how many listings were resolved */
  private async merge(run: Run, report: ImportReport): Promise<number> {
    const { ctx, row, reporter } = run;
    const started = performance.now();
    reporter.enterStep('matching');
    return this.work.bulk(
      ctx,
      async (tx) => {
        await this.staging.lock(tx);
        const stagedRows = await this.staging.count(tx);
        const { partial, acceptLosses } = row.options;
        const context = await this.reader.context(ctx);
        const request = { source: row.source, partial, acceptLosses, context, stagedRows };
        const { counts: planned, tally } = await this.planner.make(tx, request, reporter);
        const samples = await this.planner.samples(tx);
        const listings = row.dryRun ? 0 : await this.apply(tx, run, planned);
        const merge: MergeCounts = { ...planned, ...earlier(report), listings };
        const seconds = { reading: report.seconds?.reading ?? 0, merging: secondsSince(started) };
        await this.staging.clear(tx);
        await this.close(tx, run, {
          state: row.dryRun ? 'previewed' : 'done',
          report: { reading: interpretedReport(report.reading, tally), merge, samples, seconds },
          failure: null,
        });
        return listings;
      },
      reporter.signal,
    );
  }

  private async apply(tx: TenantWriteTx, { row, reporter }: Run, planned: MergeCounts): Promise<number> {
    const listings = await this.merger.apply(tx, row, planned, reporter, this.clock.now());
    const { files } = row.options;
    if (files?.source === 'csv') await this.mappings.remember(tx, files);
    if (planned.masked > 0) await this.imports.forgetDetails(tx, row.id);
    return listings;
  }

  private async close(tx: TenantWriteTx, { row, runner }: Run, end: ImportEnd): Promise<void> {
    if (await this.imports.end(tx, row.id, runner, end)) return;
    const { cancelRequested } = await this.imports.getById(tx, row.id);
    throw new ImportStopped(cancelRequested ? 'cancelled' : 'superseded');
  }

  private async end({ ctx, row, runner }: Run, end: ImportEnd): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.staging.clear(tx);
      await this.imports.end(tx, row.id, runner, end);
    });
  }
}

/** Lines are sent together: a message for each would cost more than what it carries. */
const CHUNK = 64 * 1024;

async function* chunksOf(
  reading: Reading<SourceRow>,
  salt: string,
  reporter: ImportProgressReporter,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const rows of reading) {
    for (const row of rows) chunk += stagingLine(row, salt);
    reporter.check();
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  reporter.check();
  if (chunk !== '') yield chunk;
}

/** Facts follow from the territory's categories too: when they change, every row is new. */
const saltOf = ({ tenant }: TenantContext): string =>
  hash('md5', JSON.stringify(tenant.settings.categories), 'base64');

/** Of the counts, those that the reading knows. */
const earlier = ({ reading }: ImportReport) => ({
  repeated: reading?.errorCounts['duplicate-id'] ?? 0,
});

const secondsSince = (started: number): number =>
  Math.round((performance.now() - started) / 10) / (SECOND / 10);
