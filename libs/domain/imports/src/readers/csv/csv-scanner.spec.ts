import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvScanner, decodeRecord, detectSeparator, MAX_RECORD_LINES, splitRecord } from './csv-scanner';
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

  it.each(['"a\n', '"a\n",\n', '"a""\n', 'x,"\n', '"a",\n"'])(
    'looks at a file of nothing but open marks (%j) as often as it is long',
    (line) => {
      const looks = (lines: number): number => {
        const finding = jest.spyOn(Buffer.prototype, 'indexOf');
        scan(line.repeat(lines), 64 * 1024);
        const { length } = finding.mock.calls;
        finding.mockRestore();
        return length;
      };
      expect(looks(4_000)).toBeLessThan(2.5 * looks(2_000));
    },
  );

  it('takes a cell of many lines, and ends where no one writes that many', () => {
    const cell = (lines: number): string => `"${'l\n'.repeat(lines)}",b\n`;
    expect(scan(cell(MAX_RECORD_LINES - 1), 100).cells).toEqual([['l\n'.repeat(MAX_RECORD_LINES - 1), 'b']]);
    expect(scan(`${cell(MAX_RECORD_LINES)}c,d\n`, 100).log.counts).toMatchObject({ 'quote-unclosed': 2 });
    expect(scan(`${cell(MAX_RECORD_LINES)}c,d\n`, 100).cells.at(-1)).toEqual(['c', 'd']);
  });

  it('finds the separator of the header', () => {
    expect(detectSeparator('nom;adresse;commune')).toBe(';');
    expect(detectSeparator('nom\tadresse')).toBe('\t');
    expect(detectSeparator('"nom; complet",adresse')).toBe(',');
    expect(detectSeparator('nom')).toBe(',');
  });
});
