import { type CategoryTree } from '@halles/domain/categories';
import { foldText } from '@halles/domain/text';
import { type CsvColumn, type CsvMapping, csvColumnsOf } from './csv-columns';
import { csvRecord } from './csv-record';
import { type TableLayout, readTable } from './csv-table';
import { type OpenSource, type Reading, type ReadingTally, readingOfRecords } from '../reading';
import type { SourceRecord } from '../source-record';
import { type Territory, settleRecord } from '../territory';

export interface CsvSource {
  /** Comma, semicolon, tab or bar; with or without byte order mark; plain, gzip or zip. */
  readonly open: OpenSource;
  /** The territory's communes: INSEE code → name. Rows of others are errors. */
  readonly communes: ReadonlyMap<string, string>;
  /** ISO date. */
  readonly today: string;
  /** The mapping kept from an earlier import; without it the header's names are recognised. */
  readonly mapping?: CsvMapping;
  readonly tree?: CategoryTree;
  /** What positions are checked against. */
  readonly territory?: Territory;
}

/** Two rows of one identifier would make the merge depend on their order. Bounded: a territory's list, not a register. */
const MAX_ROWS = 1_000_000;

async function* read(source: CsvSource, tally: ReadingTally): AsyncGenerator<readonly SourceRecord[]> {
  const { communes, today, mapping, tree, territory } = source;
  const byName = new Map([...communes].map(([code, name]) => [foldText(name), code] as const));
  const context = { communes: { byCode: communes, byName }, today, tree, log: tally.log };
  const layout: TableLayout<CsvColumn> = {
    columnsOf: (names) => csvColumnsOf(names, mapping, tally.log),
    multiline: true,
  };
  const seen = new Set<string>();
  for await (const rows of readTable(source.open, layout, tally)) {
    const batch: SourceRecord[] = [];
    for (const row of rows) {
      const record = csvRecord(row, context);
      if (record === null) continue;
      if (seen.has(record.sourceId)) {
        tally.log.add('duplicate-id', row.line, record.sourceId);
        continue;
      }
      if (seen.size < MAX_ROWS) seen.add(record.sourceId);
      const settled = territory === undefined ? record : settleRecord(record, territory, tally.log);
      if (settled !== null) batch.push(settled);
    }
    yield batch;
  }
}

/**
 * The rows of a territory's own list (docs: README of the library). Mandatory: a name, an address or a position, a commune.
 * Never throws on a bad file: see the report.
 */
export const readCsv = (source: CsvSource): Reading => readingOfRecords((tally) => read(source, tally));
