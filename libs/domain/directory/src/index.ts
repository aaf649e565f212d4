export { type CsvColumn, type CsvMapping, csvColumns, suggestCsvMapping } from './csv-columns';
export { type CsvSource, readCsv } from './csv-reader';
export { type OsmSource, readOsm } from './osm-reader';
export { type SireneSource, readSireneRows } from './sirene-reader';
export { readSirene } from './sirene-records';
export type { OpenSource, Reading, ReadingReport, ReadingStep } from './reading';
export type { FaultCode, FaultSeverity, SourceFault } from './source-fault';
export type { SourceKind, SourceRecord } from './source-record';
export { DirectoryModule } from './directory.module';
export * from './imports/directory.errors';
export * from './imports/directory.events';
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
} from './imports/directory-import';
export { ImportRunner } from './imports/import-runner';
export { type ImportAsk, ImportService } from './imports/import.service';
export { createDirectoryImports, type DirectoryImports } from './wire-imports';
