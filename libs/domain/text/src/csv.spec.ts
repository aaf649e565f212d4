import { type Options, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRow, isErrorCell, plainCell } from './csv';

const written = (text: string): string => {
  const cell = csvRow([text]).slice(0, -2);
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
};

/** A sign that begins a cell; but a number or an amount, and then nothing that could compute with it. */
const FORMULA = /^\s*(?:[=@＝＠＋－]|[+-](?!\d[\d .,\u00a0]*(?:€\s*)?(?:$|[",\r\n])))/u;

/** The cells of a file as programs part them: by the book, forgiving, trimming, without quotes, and dropping any. */
function readings(file: string, delimiter: string): string[] {
  const lenient: Options<string[]> = { delimiter, relax_column_count: true, relax_quotes: true };
  const dialects: Options<string[]>[] = [{ quote: '"' }, { trim: true }, { quote: null }, { escape: '\\' }];
  const read = dialects.flatMap((dialect) => {
    try {
      return parse(file, { ...lenient, ...dialect }).flat();
    } catch {
      // A quote that nothing closes: no cells.
      return [];
    }
  });
  const split = file.split(new RegExp(`[\\r\\n${delimiter}]`));
  return [...read, ...split.map((cell) => cell.replace(/^[\s"]+/, ''))];
}

describe('a cell of a file', () => {
  it.each(['=SUM(A1)', '@a', '+cmd', '-1+2', '-1,5+2', '-1,A1', '\tx', "'=a", "''=a"])(
    'runs nothing: %j',
    (text) => {
      expect(written(text)).toBe(`'${text}`);
    },
  );

  it.each(['-1', '-2,60', '-1\u00a0234,50', '+33 5 56 00 00 01', "'a", "d'or", ''])(
    'is left as it is where it is harmless: %j',
    (text) => {
      expect(written(text)).toBe(text);
    },
  );

  it.each([
    [';=1+1;x', ";'=1+1;x"],
    ['a; =HYPERLINK("x")', `a; '=HYPERLINK("x")`],
    ['a\n=2+5', "a\n'=2+5"],
    ['a\t@x\r+cmd', "a\t'@x\r'+cmd"],
    ['＝1+1', "'＝1+1"],
    [";'=1", ";''=1"],
    ['Promo;"=1+1;fin', `Promo;"'=1+1;fin`],
    ['a,=1,b', "a,'=1,b"],
    ['a;-1,x', "a;'-1,x"],
    ['a;"-1\nx";', `a;"'-1\nx";`],
    [' =1', "' =1"],
  ])('runs nothing where programs part it at commas, semicolons, tabs or lines: %j', (text, harmless) => {
    expect(written(text)).toBe(harmless);
  });

  it.each(['Tranché ; +0,20 €\nNoix ; -1', 'Noix, -1, Sel, +2', 'a; b', 'a, b', 'a\nb'])(
    'leaves amounts and words in lists: %j',
    (text) => {
      expect(written(text)).toBe(text);
    },
  );

  it.each(['##', '#N/A', '#NOM?', "'#REF!"])(
    'is no error of a spreadsheet where somebody typed it: %j',
    (typed) => {
      expect(isErrorCell(written(typed))).toBe(false);
      expect(plainCell(written(typed))).toBe(typed);
    },
  );

  it('begins with no formula, whichever separator and quotes a program reads the file with', () => {
    const unit = fc.constantFrom(...'=+-@＝\t\r\n;,"\' \u00a01a€');
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 12 }), { minLength: 1, maxLength: 3 }), (texts) => {
        const file = csvRow(texts);
        const cells = [',', ';', '\t'].flatMap((delimiter) => readings(file, delimiter));
        expect(cells.filter((cell) => FORMULA.test(cell))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['apostrophes', "'"],
    ['quotes', '"'],
    ['blanks', ' '],
    ['quotes and blanks', '" '],
    ['quotes and apostrophes', `"'`],
    ['amounts', ',-1'],
    ['separators and apostrophes', ",'"],
  ])('is written and read in steps that grow no faster than it does: %s', (_what, unit) => {
    const text = (length: number): string => `a,${unit.repeat(length / unit.length)}b`;
    const costOf = (texts: readonly string[]): number => {
      const runs = Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        for (const each of texts) plainCell(written(each) + plainCell(each));
        const { user, system } = process.cpuUsage(before);
        return user + system;
      });
      return Math.min(...runs);
    };
    // As many characters in a hundred texts: were the steps the square of a length, these would take a hundredth of them.
    const inParts = costOf(Array.from({ length: 100 }, () => text(1_000)));
    expect(costOf([text(100_000)])).toBeLessThan(10 * inParts);
  });

  it('is read again as it was', () => {
    const unit = fc.constantFrom(
      "'",
      '=',
      '+',
      '-',
      '@',
      '\t',
      '"',
      '1',
      ' ',
      'a',
      'é',
      ';',
      '\n',
      '\r',
      '＝',
      ',',
      '€',
      '#',
      '#N/A',
    );
    const text = fc.string({ unit });
    fc.assert(fc.property(text, (typed) => plainCell(written(typed)) === typed));
  });
});
