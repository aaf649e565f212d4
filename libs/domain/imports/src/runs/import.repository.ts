import { rethrowConstraint } from '@halles/platform/database';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { CsvMapping } from '../readers/csv/csv-columns';
import type {
  DirectoryImport,
  ImportFailure,
  ImportProgress,
  ImportReport,
  ImportState,
} from './directory-import';
import { ImportNotFound, ImportUnderway } from '../import.errors';

const COLUMNS = `id, source, state, dry_run AS "dryRun", to_char(vintage, 'YYYY-MM-DD') AS vintage, options, progress, report,
  failure, cancel_requested AS "cancelRequested", requested_by AS "requestedBy", staged_rows AS "stagedRows",
  heartbeat_at AS "heartbeatAt", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`;

const SELECT = `SELECT ${COLUMNS} FROM directory_import d`;

const FIND = {
  byId: `${SELECT} WHERE id = $1`,
  latest: `${SELECT} ORDER BY created_at DESC, id DESC LIMIT $1`,
  underway: `${SELECT} WHERE state IN ('queued', 'reading', 'merging')`,
  undoable: `${SELECT} WHERE state = 'done' AND EXISTS (SELECT 1 FROM import_change c WHERE c.import_id = d.id)
    ORDER BY finished_at DESC LIMIT 1`,
};

const CLAIM = `
  UPDATE directory_import
     SET runner = $2, state = CASE state WHEN 'queued' THEN 'reading' ELSE state END,
         started_at = coalesce(started_at, now()), heartbeat_at = now()
   WHERE id = $1 AND state IN ('queued', 'reading', 'merging') RETURNING ${COLUMNS}`;

export type NewImport = Pick<
  DirectoryImport,
  'id' | 'source' | 'dryRun' | 'vintage' | 'options' | 'requestedBy'
>;

/** What an end of an import leaves. */
export interface ImportEnd {
  readonly state: ImportState;
  readonly report: ImportReport;
  readonly failure: ImportFailure | null;
}

/** TypeORM answers an UPDATE with rows and their count. */
const returned = <T>([rows]: [T[], number]): T | null => rows[0] ?? null;

/** Rows of `directory_import` and `csv_mapping`. */
@Injectable()
export class ImportRepository {
  /** @throws ImportUnderway while another one of the tenant is */
  async insert(tx: TenantWriteTx, row: NewImport): Promise<void> {
    try {
      await tx.manager.query(
        `INSERT INTO directory_import (id, source, state, dry_run, vintage, options, requested_by)
         VALUES ($1, $2, 'queued', $3, $4, $5, $6)`,
        [row.id, row.source, row.dryRun, row.vintage, JSON.stringify(row.options), row.requestedBy],
      );
    } catch (error) {
      rethrowConstraint(error, { directory_import_one_at_a_time: () => new ImportUnderway({}) });
    }
  }

  /** @throws ImportNotFound */
  async getById(tx: TenantTx, id: string): Promise<DirectoryImport> {
    const [found] = await tx.manager.query<DirectoryImport[]>(FIND.byId, [id]);
    if (!found) throw new ImportNotFound({});
    return found;
  }

  /** The latest first. */
  async listLatest(tx: TenantTx, limit: number): Promise<DirectoryImport[]> {
    return tx.manager.query<DirectoryImport[]>(FIND.latest, [limit]);
  }

  async findUnderway(tx: TenantTx): Promise<DirectoryImport | null> {
    const [found] = await tx.manager.query<DirectoryImport[]>(FIND.underway);
    return found ?? null;
  }

  /** The last one that changed the directory, while what it replaced is still kept. */
  async findUndoable(tx: TenantTx): Promise<DirectoryImport | null> {
    const [found] = await tx.manager.query<DirectoryImport[]>(FIND.undoable);
    return found ?? null;
  }

  /** Makes this run the one that works on the import; null where the import has ended or never was. */
  async claim(tx: TenantWriteTx, id: string, runner: string): Promise<DirectoryImport | null> {
    return returned(await tx.manager.query<[DirectoryImport[], number]>(CLAIM, [id, runner]));
  }

  /** Writes how far it is. @returns whether cancelling was requested; null where another run has taken over */
  async beat(
    tx: TenantWriteTx,
    id: string,
    runner: string,
    progress: ImportProgress,
  ): Promise<boolean | null> {
    const row = returned(
      await tx.manager.query<[{ cancelRequested: boolean }[], number]>(
        `UPDATE directory_import SET progress = $3, heartbeat_at = now()
          WHERE id = $1 AND runner = $2 RETURNING cancel_requested AS "cancelRequested"`,
        [id, runner, JSON.stringify(progress)],
      ),
    );
    return row?.cancelRequested ?? null;
  }

  /** The file is read: its rows are staged, and a run after this one need not read it again. */
  async markStaged(
    tx: TenantWriteTx,
    id: string,
    runner: string,
    rows: number,
    report: ImportReport,
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE directory_import SET state = 'merging', staged_rows = $3, report = $4 WHERE id = $1 AND runner = $2`,
      [id, runner, rows, JSON.stringify(report)],
    );
    return count === 1;
  }

  /** Ends it. False where another run has taken over, or a cancel was asked that the end would ignore. */
  async end(
    tx: TenantWriteTx,
    id: string,
    runner: string | null,
    { state, report, failure }: ImportEnd,
  ): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `UPDATE directory_import SET state = $3, report = report || $4, failure = $5, finished_at = now(), staged_rows = NULL
        WHERE id = $1 AND ($2::uuid IS NULL OR runner = $2) AND state IN ('queued', 'reading', 'merging')
          AND NOT (cancel_requested AND $3 IN ('done', 'previewed'))`,
      [id, runner, state, JSON.stringify(report), failure === null ? null : JSON.stringify(failure)],
    );
    return count === 1;
  }

  /** Earlier reports keep their counts alone: what they quote may be of an establishment that is masked since. */
  async forgetDetails(tx: TenantWriteTx, exceptId: string): Promise<void> {
    await tx.manager.query(
      `UPDATE directory_import SET report = (report - 'samples') #- '{reading,errors}'
        WHERE id <> $1 AND (report ? 'samples' OR report->'reading' ? 'errors')`,
      [exceptId],
    );
  }

  async requestCancel(tx: TenantWriteTx, id: string): Promise<void> {
    await tx.manager.query('UPDATE directory_import SET cancel_requested = true WHERE id = $1', [id]);
  }

  async setState(tx: TenantWriteTx, id: string, state: ImportState): Promise<void> {
    await tx.manager.query('UPDATE directory_import SET state = $2 WHERE id = $1', [id, state]);
  }

  /** @param header the folded names of the file's columns */
  async findMapping(tx: TenantTx, header: string): Promise<CsvMapping | null> {
    const [found] = await tx.manager.query<{ mapping: CsvMapping }[]>(
      'SELECT mapping FROM csv_mapping WHERE header = $1',
      [header],
    );
    return found?.mapping ?? null;
  }

  async rememberMapping(tx: TenantWriteTx, header: string, mapping: CsvMapping): Promise<void> {
    await tx.manager.query(
      `INSERT INTO csv_mapping (header, mapping) VALUES ($1, $2)
       ON CONFLICT (header) DO UPDATE SET mapping = excluded.mapping, updated_at = now()
        WHERE csv_mapping.mapping <> excluded.mapping`,
      [header, JSON.stringify(mapping)],
    );
  }
}
