import type { Bilingual } from '@halles/kernel';
import type { CsvMapping } from '../readers/csv/csv-columns';
import type { ReadingReport, ReadingStep } from '../readers/reading';
import type { SourceKind } from '../readers/source-record';
import type { RowErrorCode } from '../readers/row-error';

export type ImportState =
  'queued' | 'reading' | 'merging' | 'previewed' | 'done' | 'failed' | 'cancelled' | 'undone';

/** Absolute paths of the files, as the process that reads them sees them. */
export type ImportFiles =
  | {
      readonly source: 'sirene';
      readonly etablissements: string;
      /** Null: sole traders have no name, and only the establishment's status masks. */
      readonly unitesLegales: string | null;
    }
  | { readonly source: 'osm'; readonly file: string }
  | {
      readonly source: 'csv';
      readonly file: string;
      /** What the caller says of the columns, over what is remembered of this header and what its names suggest. */
      readonly mapping: CsvMapping;
    };

export interface ImportOptions {
  /** Null: the records come from the program itself. */
  readonly files: ImportFiles | null;
  /** The file is a part of the source: what is not in it stays as it is. */
  readonly partial: boolean;
  /** Take over a file in which much of the source is missing. */
  readonly acceptLosses: boolean;
  /** Run by the process that asked, not by a worker. */
  readonly here: boolean;
}

export type ImportStep = ReadingStep | 'matching' | 'merging' | 'listing' | 'finishing';

/** How far an import is, written at most once a second. */
export interface ImportProgress {
  readonly step: ImportStep;
  readonly rowsRead: number;
  readonly bytesRead: number;
  /** Of the file that the step reads; 0 where it is not known. */
  readonly bytesTotal: number;
  readonly kept: number;
  readonly rowsPerSecond: number;
  /** Listings resolved, of how many. */
  readonly listingsDone: number;
  readonly listingsTotal: number;
  /** Of the step; null where it cannot be told. */
  readonly secondsLeft: number | null;
}

/** What a merge did, or in a preview would do, in rows of the source. */
export interface MergeCounts {
  readonly added: number;
  readonly changed: number;
  readonly closed: number;
  readonly reopened: number;
  readonly masked: number;
  /** Not in the new edition any more. */
  readonly gone: number;
  readonly unchanged: number;
  /** Closed before the directory ever had them: ignored. */
  readonly closedUnknown: number;
  /** Of the added: a further source of a listing that was there. */
  readonly matchedBySiret: number;
  readonly matchedByPlace: number;
  /** Of the added: may be a listing that was there; a person has to look. */
  readonly doubtful: number;
  /** Rows that repeat the identifier of an earlier one. */
  readonly repeated: number;
  /** Listings that were resolved anew. */
  readonly listings: number;
}

export type ChangeKind = 'added' | 'changed' | 'closed' | 'reopened' | 'masked' | 'gone';

/** One of the changes of a preview or a report. */
export interface ChangeSample {
  readonly change: ChangeKind;
  readonly sourceId: string;
  readonly line: number | null;
  /** Null where it is masked or has none. */
  readonly name: string | null;
  readonly commune: string | null;
}

export interface ImportReport {
  /** Without its errors once a later edition masked something: a report quotes what it was about. */
  readonly reading?: Omit<ReadingReport, 'errors'> & Partial<Pick<ReadingReport, 'errors'>>;
  readonly merge?: MergeCounts;
  readonly samples?: readonly ChangeSample[];
  /** Seconds of wall clock. */
  readonly seconds?: { readonly reading: number; readonly merging: number };
}

/** Why an import ended without a merge. */
export interface ImportFailure {
  readonly code: RowErrorCode | 'too-many-gone' | 'abandoned' | 'error';
  readonly message: Bilingual;
}

export interface DirectoryImport {
  readonly id: string;
  readonly source: SourceKind;
  readonly state: ImportState;
  readonly dryRun: boolean;
  /** ISO date: of which day the file tells. */
  readonly vintage: string;
  readonly options: ImportOptions;
  readonly progress: Partial<ImportProgress>;
  readonly report: ImportReport;
  readonly failure: ImportFailure | null;
  readonly cancelRequested: boolean;
  readonly requestedBy: string;
  /** How many rows are staged; null until the file was read to its end. */
  readonly stagedRows: number | null;
  readonly heartbeatAt: Date;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

const UNDERWAY: ReadonlySet<ImportState> = new Set(['queued', 'reading', 'merging']);

/** Whether it waits or works. */
export const isUnderway = ({ state }: Pick<DirectoryImport, 'state'>): boolean => UNDERWAY.has(state);
