import { readBytes } from '../byte-source';
import { RowErrorLog } from '../row-error';
import { CsvScanner, decodeRecord, detectSeparator, splitRecord } from './csv-scanner';
import { type OpenSource, ReadingTally } from '../reading';

/** The names of a CSV file's columns; none where it cannot be read, which its reading will tell. */
export async function readCsvHeader(open: OpenSource): Promise<readonly string[]> {
  let names: readonly string[] | undefined;
  let scanner: CsvScanner | undefined;
  for await (const chunk of readBytes(open(), new ReadingTally())) {
    if (scanner === undefined) {
      const [line = ''] = chunk.toString('latin1').split('\n', 1);
      const separator = detectSeparator(line);
      const log = new RowErrorLog();
      scanner = new CsvScanner(
        separator,
        log,
        (record) => {
          names ??= splitRecord(decodeRecord(record, log), separator, record.quoted).map((name) =>
            name.trim(),
          );
        },
        true,
      );
    }
    scanner.push(chunk);
    if (names !== undefined) return names;
  }
  scanner?.end();
  return names ?? [];
}
