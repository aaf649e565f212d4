import type { NotPublicReason } from '@halles/domain/categories';
import { type RowErrorCode, RowErrorLog, type RowError } from './row-error';
import type { SourceRecord } from './source-record';

/** Opens a source file from its beginning; a reader that needs two passes calls it twice. */
export type OpenSource = () => AsyncIterable<Uint8Array>;

/** A reader that needs several passes says in which one it is: rows and bytes are counted anew in each. */
export type ReadingStep = 'selecting' | 'companies' | 'reading';

/** What a reading has counted so far; read it while it runs for progress. */
export interface ReadingReport {
  readonly step: ReadingStep;
  /** Rows or elements of the file, the header left out. */
  readonly rowsRead: number;
  /** Bytes of the file as it is, before it is unpacked: compare with its size for progress. */
  readonly bytesRead: number;
  readonly kept: number;
  /** Rows of other communes, elements without category. */
  readonly leftOut: number;
  readonly closed: number;
  /** Closed establishments of the register that the directory never had: ignored. */
  readonly closedUnknown: number;
  readonly masked: number;
  readonly withCategory: number;
  readonly withPosition: number;
  readonly withoutName: number;
  readonly notPublic: Readonly<Partial<Record<NotPublicReason, number>>>;
  readonly errorCounts: Readonly<Partial<Record<RowErrorCode, number>>>;
  readonly errors: readonly RowError[];
  /** True once the file was read to its end without an error of the whole file. Merge nothing else. */
  readonly complete: boolean;
}

/**
 * A source being read: iterate it once; `report()` is true at any time. It gives what was read together: a promise for each
 * of millions of rows would cost as much as reading them.
 */
export interface Reading<T = SourceRecord> extends AsyncIterable<readonly T[]> {
  report(): ReadingReport;
}

/** The mutable side of a report. */
export class ReadingTally {
  log = new RowErrorLog();
  step: ReadingStep = 'reading';
  rowsRead = 0;
  bytesRead = 0;
  leftOut = 0;
  closedUnknown = 0;
  private kept = 0;
  private closed = 0;
  private masked = 0;
  private withCategory = 0;
  private withPosition = 0;
  private withoutName = 0;
  private finished = false;
  private readonly notPublic = new Map<NotPublicReason, number>();

  begin(step: ReadingStep, file: string): void {
    this.step = step;
    this.log.file = file;
    [this.rowsRead, this.bytesRead, this.leftOut, this.closedUnknown] = [0, 0, 0, 0];
  }

  /** Before the same file is read again. */
  forgetErrors(): void {
    this.log = new RowErrorLog();
  }

  keep(record: SourceRecord): void {
    this.countRow(record.status.state === 'closed', record.partialDiffusion);
    this.look(record);
  }

  /** A row that is kept and not yet interpreted. */
  countRow(isClosed: boolean, isMasked: boolean): void {
    this.kept += 1;
    if (isClosed) this.closed += 1;
    if (isMasked) this.masked += 1;
  }

  /** What an interpreted record turned out to hold. */
  look(record: SourceRecord): void {
    if (record.category !== null) this.withCategory += 1;
    if (record.position !== null) this.withPosition += 1;
    if (record.displayName === null && !record.partialDiffusion) this.withoutName += 1;
    const { notPublic } = record;
    if (notPublic !== null) this.notPublic.set(notPublic, (this.notPublic.get(notPublic) ?? 0) + 1);
  }

  finish(): void {
    this.finished = true;
  }

  snapshot(): ReadingReport {
    return {
      step: this.step,
      rowsRead: this.rowsRead,
      bytesRead: this.bytesRead,
      kept: this.kept,
      leftOut: this.leftOut,
      closed: this.closed,
      closedUnknown: this.closedUnknown,
      masked: this.masked,
      withCategory: this.withCategory,
      withPosition: this.withPosition,
      withoutName: this.withoutName,
      notPublic: Object.fromEntries(this.notPublic),
      errorCounts: this.log.counts,
      errors: this.log.errors,
      complete: this.finished && !this.log.failed,
    };
  }
}

/** The reading of a generator that writes its counts into a tally. */
export function readingOf<T>(
  read: (tally: ReadingTally) => AsyncGenerator<readonly T[]>,
  keep: (tally: ReadingTally, record: T) => void,
): Reading<T> {
  const tally = new ReadingTally();
  let begun = false;
  return {
    report: () => tally.snapshot(),
    async *[Symbol.asyncIterator]() {
      if (begun) throw new Error('a reading is iterated once: open another one');
      begun = true;
      for await (const batch of read(tally)) {
        for (const record of batch) keep(tally, record);
        yield batch;
      }
      tally.finish();
    },
  };
}

/** The same of records, which are counted for what they hold. */
export const readingOfRecords = (
  read: (tally: ReadingTally) => AsyncGenerator<readonly SourceRecord[]>,
): Reading => readingOf(read, (tally, record) => tally.keep(record));
