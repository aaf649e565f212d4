import { Clock, MINUTE } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type Actor, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Reading } from '../readers/reading';
import type { SourceKind } from '../readers/source-record';
import { importDirectory } from '../import.events';
import { NothingToCancel, NothingToUndo } from '../import.errors';
import { type DirectoryImport, type ImportFailure, type ImportFiles, isUnderway } from './directory-import';
import { ImportMerger } from '../merge/import-merger';
import { ImportProgressReporter } from './import-progress';
import { ImportRunner } from './import-runner';
import { ImportRepository } from './import.repository';
import { StagingRepository } from '../staging/staging.repository';
import { UndoRepository } from '../merge/undo.repository';

export interface ImportRequest {
  readonly files: ImportFiles;
  /** ISO date: of which day the files tell. */
  readonly vintage: string;
  /** Only say what would change. */
  readonly dryRun: boolean;
  /** The file is a part of the source: what is not in it stays. */
  readonly partial: boolean;
  /** Take over a file in which much of the source is missing. */
  readonly acceptLosses: boolean;
}

/** A run that was not heard of for so long is dead, unless the queue hands it out again. */
const SILENCE = 2 * MINUTE;

const ABANDONED: ImportFailure = {
  code: 'abandoned',
  message: {
    fr: 'Le programme qui faisait cet import s’est arrêté avant la fin. Rien n’a été changé.',
    en: 'The program that ran this import stopped before its end. Nothing was changed.',
  },
};

const nameOf = (actor: Actor): string =>
  actor.kind === 'operator' || actor.kind === 'account'
    ? `${actor.kind}:${actor.accountId ?? 'cli'}`
    : actor.kind;

/** Imports of a territory: asking for one, following it, stopping it, undoing the last. */
@Injectable()
export class ImportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly staging: StagingRepository,
    private readonly restoring: UndoRepository,
    private readonly merger: ImportMerger,
    private readonly runner: ImportRunner,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks a worker for an import. @returns its id
   * @throws ImportUnderway
   */
  async request(ctx: TenantContext, request: ImportRequest): Promise<string> {
    return this.work.write(ctx, async (tx) => {
      const id = await this.insert(tx, request.files.source, request, false);
      await this.outbox.append(tx, importDirectory(id));
      return id;
    });
  }

  /**
   * Imports in this process. @param onBegun is called with the id before anything is read
   * @throws ImportUnderway
   */
  async importHere(
    ctx: TenantContext,
    request: ImportRequest,
    onBegun: (id: string) => void = () => undefined,
  ): Promise<DirectoryImport> {
    const id = await this.work.write(ctx, (tx) => this.insert(tx, request.files.source, request, true));
    onBegun(id);
    return this.runHere(ctx, id);
  }

  /**
   * Takes records over that the program itself makes (a demonstration) or reads elsewhere, as the whole of their source.
   * @throws ImportUnderway
   */
  async importRecords(
    ctx: TenantContext,
    source: SourceKind,
    vintage: string,
    records: Reading,
  ): Promise<DirectoryImport> {
    const request = { files: null, vintage, dryRun: false, partial: false, acceptLosses: true };
    const id = await this.work.write(ctx, (tx) => this.insert(tx, source, request, true));
    return this.runHere(ctx, id, records);
  }

  /** @throws ImportNotFound */
  async getById(ctx: TenantContext, id: string): Promise<DirectoryImport> {
    return this.work.read(ctx, (tx) => this.imports.getById(tx, id));
  }

  /** The latest imports, the last one first. @param limit 1 to 100 */
  async listLatest(ctx: TenantContext, limit: number): Promise<DirectoryImport[]> {
    return this.work.read(ctx, (tx) => this.imports.listLatest(tx, limit));
  }

  /**
   * Stops the import that waits or works: at once where nobody works on it, else within a second or at the next batch.
   * Nothing of it is merged. @returns its id
   * @throws NothingToCancel
   */
  async cancel(ctx: TenantContext): Promise<string> {
    return this.work.write(ctx, async (tx) => {
      const row = await this.imports.findUnderway(tx);
      if (row === null) throw new NothingToCancel({});
      await this.imports.requestCancel(tx, row.id);
      if (row.state === 'queued' || isSilent(row, this.clock.now())) {
        await this.imports.end(tx, row.id, null, { state: 'cancelled', report: {}, failure: null });
      }
      return row.id;
    });
  }

  /**
   * Puts the directory back as it was before the last import that changed it. What that import masked stays masked.
   * @throws NothingToUndo; ImportUnderway while another one is
   */
  async undo(ctx: TenantContext): Promise<{ readonly undone: DirectoryImport; readonly listings: number }> {
    const done = await this.work.bulk(ctx, async (tx) => {
      await this.staging.lock(tx);
      const undone = await this.imports.findUndoable(tx);
      if (undone === null) throw new NothingToUndo({});
      // Among those under way while it is undone: the index that lets one work at a time guards this too.
      await this.imports.setState(tx, undone.id, 'merging');
      await this.restoring.restoreSources(tx, undone.id);
      const idle = new ImportProgressReporter(() => Promise.resolve(false));
      const listings = await this.merger.refreshTouched(tx, undone.id, idle, this.clock.now());
      await this.restoring.forget(tx, undone.id);
      await this.imports.setState(tx, undone.id, 'undone');
      return { undone, listings };
    });
    await this.merger.updateStatistics(ctx, done.listings);
    return done;
  }

  /** Ends an import that no run will bring to its end: too many attempts failed. */
  async giveUp(ctx: TenantContext, id: string, reason: string): Promise<void> {
    await this.work.write(ctx, (tx) =>
      this.imports.end(tx, id, null, {
        state: 'failed',
        report: {},
        failure: { code: 'error', message: { fr: reason, en: reason } },
      }),
    );
  }

  private async runHere(ctx: TenantContext, id: string, records?: Reading): Promise<DirectoryImport> {
    try {
      await this.runner.run(ctx, id, records);
    } catch (error) {
      await this.giveUp(ctx, id, (error as Error).message);
      throw error;
    }
    return this.getById(ctx, id);
  }

  private async insert(
    tx: TenantWriteTx,
    source: SourceKind,
    request: Omit<ImportRequest, 'files'> & { readonly files: ImportFiles | null },
    here: boolean,
  ): Promise<string> {
    const before = await this.imports.findUnderway(tx);
    // A worker's is handed out again by the queue; one of a program that is gone would block the next for ever.
    if (before !== null && before.options.here && isSilent(before, this.clock.now())) {
      await this.imports.end(tx, before.id, null, { state: 'failed', report: {}, failure: ABANDONED });
    }
    const id = uuid();
    const { files, vintage, dryRun, partial, acceptLosses } = request;
    const options = { files, partial, acceptLosses, here };
    await this.imports.insert(tx, {
      id,
      source,
      dryRun,
      vintage,
      options,
      requestedBy: nameOf(tx.ctx.actor),
    });
    return id;
  }
}

const isSilent = (row: DirectoryImport, now: Date): boolean =>
  isUnderway(row) && now.getTime() - row.heartbeatAt.getTime() > SILENCE;
