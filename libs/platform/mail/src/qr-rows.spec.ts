import { qrPath } from '@halles/platform/theming';
import { qrRows } from './qr-rows';

/** The dark modules of rows, as a page draws them. */
const pathOf = (rows: ReturnType<typeof qrRows>): string =>
  rows
    .flatMap((row, y) => {
      let x = 0;
      return row.flatMap(({ width, isDark }) => {
        const from = x;
        x += width;
        return isDark ? Array.from({ length: width }, (_, at) => `M${from + at} ${y}h1v1h-1z`) : [];
      });
    })
    .join('');

describe('a QR code', () => {
  it('of six digits is as small as there are, with its quiet zone', () => {
    expect(qrPath('402917').size).toBe(29);
    const rows = qrRows('402917');
    expect([
      rows.length,
      ...new Set(rows.map((row) => row.reduce((sum, { width }) => sum + width, 0))),
    ]).toEqual([29, 29]);
    expect(rows.slice(0, 4)).toEqual(Array(4).fill([{ width: 29, isDark: false }]));
  });

  it('is the same drawn and as a table', () => {
    expect(pathOf(qrRows('402917'))).toBe(qrPath('402917').path);
  });
});
