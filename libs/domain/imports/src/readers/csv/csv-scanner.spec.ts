import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvScanner, decodeRecord, detectSeparator, splitRecord } from './csv-scanner';
import { RowErrorLog } from '../row-error';

function scan(text: string, pieces: number): { cells: string[][]; lines: number[]; log: RowErrorLog } {
  const log = new RowErrorLog();
  const cells: string[][] = [];
  const lines: number[] = [];
  const scanner = new CsvScanner(',', log, (record) => {
    cells.push(splitRecord(decodeRecord(record, log), ',', record.quoted));
    lines.push(record.line);
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieces) scanner.push(bytes.subarray(at, at + pieces));
  scanner.end();
  return { cells, lines, log };
}

const aCell = fc
  .array(fc.constantFrom('a', 'é', '€', '"', ',', '\n', '\r\n', ' ', ';', '😀'), { maxLength: 6 })
  .map((parts) => parts.join(''));

const written = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('CSV scanner', () => {
  it('reads what RFC 4180 writes as the reference parser does, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(aCell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 12 }),
        (rows, eol, pieces) => {
          const text = rows.map((row) => row.map(written).join(',')).join(eol) + eol;
          const { cells, log } = scan(text, pieces);
          const reference = parse(text, { relax_column_count: true, record_delimiter: ['\n', '\r\n'] });
          expect(cells).toEqual(rows);
          expect(cells).toEqual(reference);
          expect(log.counts).toEqual({});
        },
      ),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', ',', '\n', '\r', 'x'), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (parts, pieces) => {
          const text = parts.join('');
          // Cutting elsewhere changes nothing.
          expect(scan(text, pieces).cells).toEqual(scan(text, 1000).cells);
        },
      ),
    );
  });

  it('counts physical lines, those inside cells included', () => {
    expect(scan('a,b\n"1\n2",c\nd,e\n', 3).lines).toEqual([1, 2, 4]);
  });

  it('finds the separator of the header', () => {
    expect(detectSeparator('nom;adresse;commune')).toBe(';');
    expect(detectSeparator('nom\tadresse')).toBe('\t');
    expect(detectSeparator('"nom; complet",adresse')).toBe(',');
    expect(detectSeparator('nom')).toBe(',');
  });
});
