import { DomainError } from '@halles/kernel';
import { formatCursor, parseCursor, type SearchCursor } from './search-cursor';

const cursor: SearchCursor = {
  o: [-64_000.123456789, 5_600_000.5],
  m: [29_926_355, 29_926_356],
  a: 0,
  n: 20,
  w: null,
  l: [1, 1234.5678901234567, 42],
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the end of a page', () => {
  it('is read as it was written, to the last digit', () => {
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
    const next: SearchCursor = { ...cursor, w: [0.1 + 0.2, 7], l: null };
    expect(parseCursor(formatCursor(next))).toEqual(next);
  });

  it('stands in an address as it is', () => {
    expect(formatCursor(cursor)).toMatch(/^[\w-]{20,400}$/);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['another shape', encoded({})],
    ['a further field', encoded({ ...cursor, x: 1 })],
    ['a tier that is none', encoded({ ...cursor, l: [99, 1, 1] })],
    ['a number that is text', encoded({ ...cursor, n: '20' })],
    ['a listing beyond the integers', encoded({ ...cursor, l: [1, 1, 2 ** 31] })],
    ['no finite number', encoded({ ...cursor, o: [null, 1] })],
    ['a minute before 1900', encoded({ ...cursor, m: [-40_000_000, 1] })],
    ['a minute after 2200', encoded({ ...cursor, m: [1, 2_147_483_647] })],
    ['a span that ends before it begins', encoded({ ...cursor, m: [5, 1] })],
    ['ten thousand characters', 'a'.repeat(10_000)],
    ['a NUL', '\u0000'],
  ])('refuses %s by its own error', (_what, text) => {
    const attempt = () => parseCursor(text);
    expect(attempt).toThrow(DomainError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'search-cursor-refused', kind: 'invalid' }));
  });
});
