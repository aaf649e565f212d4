import { readBytes } from '../byte-source';
import { CsvScanner, type RawRecord, decodeRecord, detectSeparator, splitRecord } from './csv-scanner';
import type { OpenSource, ReadingTally } from '../reading';

const NUL = '\u0000';

/** Characters of a cell: beyond them it is no name, address or opening hours, and every step after this one would carry it. */
export const MAX_CELL_LENGTH = 10_000;

const NO_HEADER = { fr: 'un fichier sans ligne d’en-tête', en: 'a file without a header line' };

/** How a file names its columns: accents, capitals and everything else than letters and digits do not count. */
export const foldColumn = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Where the columns that a reader knows are in this file. */
export type ColumnIndex<Column extends string> = ReadonlyMap<Column, number>;

export interface TableLayout<Column extends string> {
  /** From the header's names, folded or not; adds what is missing to the log and then returns null. */
  readonly columnsOf: (names: readonly string[]) => ColumnIndex<Column> | null;
  /** Rows are left out on this cell before they are decoded. It gets the bytes as Latin-1: codes, not words. */
  readonly only?: { readonly column: Column; readonly accepts: (cell: string, line: number) => boolean };
  /** Rows that passed and are of no use all the same, told by other cells: left out in silence, undecoded where possible. */
  readonly unless?: (cell: (column: Column) => string) => boolean;
  /** The separator that needs no remark. */
  readonly usualSeparator?: string;
  /** Whether a quoted cell may hold a line's end. */
  readonly multiline: boolean;
}

/** One row, its cells by the name of their column. */
export class TableRow<Column extends string> {
  constructor(
    readonly line: number,
    private readonly columns: ColumnIndex<Column>,
    private readonly cells: readonly string[],
  ) {}

  /** The cell without the spaces around it; empty where the file has no such column. */
  get(column: Column): string {
    const at = this.columns.get(column);
    return at === undefined ? '' : (this.cells[at] ?? '').trim();
  }
}

/** The cell of that rank in a record without quotation marks. */
function plainCell({ data, start, end }: RawRecord, separator: number, rank: number): string {
  let from = start;
  for (let passed = 0; passed < rank; from += 1) {
    if (from >= end) return '';
    if (data[from] === separator) passed += 1;
  }
  let to = from;
  while (to < end && data[to] !== separator) to += 1;
  return data.toString('latin1', from, to);
}

/** Turns the records of one file into rows: the header first, then what passes. */
class TableParser<Column extends string> {
  rows: TableRow<Column>[] = [];
  private columns: ColumnIndex<Column> | null = null;
  private width = 0;
  private separator = ',';
  private filterRank: number | undefined;
  private scanner: CsvScanner | undefined;

  constructor(
    private readonly layout: TableLayout<Column>,
    private readonly tally: ReadingTally,
  ) {}

  /** The separator has to be known before the records are cut: it is read from the first line. */
  push(chunk: Buffer): void {
    this.scanner ??= this.begin(chunk);
    this.scanner.push(chunk);
  }

  end(): void {
    this.scanner?.end();
    if (this.columns === null && !this.tally.log.failed) this.tally.log.add('file-kind', 1, NO_HEADER);
  }

  private begin(chunk: Buffer): CsvScanner {
    const { usualSeparator } = this.layout;
    const [firstLine = ''] = chunk
      .subarray(0, 64 * 1024)
      .toString('latin1')
      .split('\n', 1);
    this.separator = detectSeparator(firstLine);
    if (usualSeparator !== undefined && this.separator !== usualSeparator) {
      this.tally.log.add('separator-unusual', 1, this.separator === '\t' ? '⇥ (tab)' : this.separator);
    }
    return new CsvScanner(
      this.separator,
      this.tally.log,
      (record) => this.take(record),
      this.layout.multiline,
    );
  }

  private take(record: RawRecord): void {
    const { tally, layout } = this;
    if (tally.log.failed) return;
    if (this.columns === null) return this.readHeaderRow(record);
    tally.rowsRead += 1;
    const { only } = layout;
    const columns = this.columns;
    // Where the file stops in the middle of a row, the cell may not be all there: the row is looked at first.
    const isPlain = !record.quoted && record.ended;
    if (only !== undefined && this.filterRank !== undefined && isPlain) {
      if (!only.accepts(this.plainCell(record, this.filterRank), record.line)) {
        tally.leftOut += 1;
        return;
      }
      if (layout.unless?.((column) => this.plainCell(record, columns.get(column))) === true) return;
    }
    const text = decodeRecord(record, tally.log);
    const cells = splitRecord(text, this.separator, record.quoted);
    // A mark that is not closed hides the columns after it: the row cannot be left out unseen.
    if (cells.length !== this.width) return this.refuseWidth(record, cells.length, text);
    if (only !== undefined && this.filterRank !== undefined && !isPlain) {
      if (!only.accepts((cells[this.filterRank] ?? '').trim(), record.line)) {
        tally.leftOut += 1;
        return;
      }
    }
    if (cells.some(({ length }) => length > MAX_CELL_LENGTH))
      return tally.log.add('cell-too-long', record.line, String(MAX_CELL_LENGTH));
    if (text.includes(NUL)) return tally.log.add('nul-byte', record.line);
    const row = new TableRow(record.line, columns, cells);
    if (!isPlain && layout.unless?.((column) => row.get(column)) === true) return;
    this.rows.push(row);
  }

  private plainCell(record: RawRecord, rank: number | undefined): string {
    return rank === undefined ? '' : plainCell(record, this.separator.charCodeAt(0), rank).trim();
  }

  private refuseWidth({ line, ended }: RawRecord, width: number, text: string): void {
    const { log } = this.tally;
    if (!ended && width < this.width) return log.add('file-truncated', line);
    if (text.split('"').length % 2 === 0) return log.add('quote-unclosed', line);
    log.add('column-count', line, `${width} ≠ ${this.width}`);
  }

  private readHeaderRow(record: RawRecord): void {
    const text = decodeRecord(record, this.tally.log);
    const names = splitRecord(text, this.separator, record.quoted).map((name) => name.trim());
    this.width = names.length;
    this.columns = this.layout.columnsOf(names);
    if (this.columns !== null && this.layout.only !== undefined) {
      this.filterRank = this.columns.get(this.layout.only.column);
    }
  }
}

/**
 * The rows of a CSV file, a batch for each chunk that was read. Stops at an error of the whole file; errors of rows are
 * written in the log and the rows left out.
 */
export async function* readTable<Column extends string>(
  open: OpenSource,
  layout: TableLayout<Column>,
  tally: ReadingTally,
): AsyncGenerator<readonly TableRow<Column>[]> {
  const parser = new TableParser(layout, tally);
  for await (const chunk of readBytes(open(), tally)) {
    parser.push(chunk);
    yield parser.rows.splice(0);
    if (tally.log.failed) return;
  }
  parser.end();
  yield parser.rows.splice(0);
}
