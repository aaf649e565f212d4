export { type CsvColumn, type CsvMapping, csvColumns, suggestCsvMapping } from './readers/csv/csv-columns';
export { type CsvSource, readCsv } from './readers/csv/csv-reader';
export { type OsmSource, readOsm } from './readers/osm/osm-reader';
export { type SireneSource, readSireneRows } from './readers/sirene/sirene-reader';
export { readSirene } from './readers/sirene/sirene-records';
export type { OpenSource, Reading, ReadingReport, ReadingStep } from './readers/reading';
export type { RowErrorCode, RowErrorSeverity, RowError } from './readers/row-error';
export type { SourceKind, SourceRecord } from './readers/source-record';
export { ImportsModule } from './imports.module';
export * from './import.errors';
export * from './import.events';
export {
  type ChangeKind,
  type ChangeSample,
  type DirectoryImport,
  type ImportFailure,
  type ImportFiles,
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  type ImportState,
  type MergeCounts,
  isUnderway,
} from './runs/directory-import';
export { ImportRunner } from './runs/import-runner';
export { type ImportRequest, ImportService } from './runs/import.service';
