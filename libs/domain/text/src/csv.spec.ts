import fc from 'fast-check';
import { csvRow, isErrorCell, plainCell } from './csv';

const written = (text: string): string => {
  const cell = csvRow([text]).slice(0, -2);
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
};

describe('a cell of a file', () => {
  it.each(['=SUM(A1)', '@a', '+cmd', '-1+2', '\tx', "'=a", "''=a"])('runs nothing: %j', (text) => {
    expect(written(text)).toBe(`'${text}`);
  });

  it.each(['-1', '+33 5 56 00 00 01', "'a", "d'or", ''])(
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
  ])('runs nothing where spreadsheets part it at semicolons, tabs or lines: %j', (text, harmless) => {
    expect(written(text)).toBe(harmless);
  });

  it.each(['Tranché ; +0,20 €\nNoix ; -1', 'a; b', 'a\nb'])(
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
