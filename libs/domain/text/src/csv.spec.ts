import fc from 'fast-check';
import { csvRow, plainCell } from './csv';

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

  it('is read again as it was', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '"', '1', ' ', 'a', 'é') });
    fc.assert(fc.property(text, (typed) => plainCell(written(typed)) === typed));
  });
});
