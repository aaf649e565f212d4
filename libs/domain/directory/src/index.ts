export { type CsvColumn, type CsvMapping, csvColumns, suggestCsvMapping } from './csv-columns';
export { type CsvSource, readCsv } from './csv-reader';
export { type OsmSource, readOsm } from './osm-reader';
export { type SireneSource, readSirene } from './sirene-reader';
export type { OpenSource, Reading, ReadingReport, ReadingStep } from './reading';
export type { FaultCode, FaultSeverity, SourceFault } from './source-fault';
export type { SourceKind, SourceRecord } from './source-record';
