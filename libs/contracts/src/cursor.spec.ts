import { z } from 'zod';
import { readCursor, writeCursor } from './cursor';

const schema = z.strictObject({ id: z.uuid(), at: z.int().min(0).max(1_000) });
const cursor = { id: '0193600c-0000-7000-8000-000000000000', at: 7 };

describe('cursors', () => {
  it('are one word of an address, and read again as they were', () => {
    expect(writeCursor(cursor)).toMatch(/^[\w-]+$/);
    expect(readCursor(writeCursor(cursor), schema)).toEqual(cursor);
  });

  it.each([
    ...['', 'x', '%', 'a b', '=', 'e30=', 'x'.repeat(500), 'ÿ', '\u0000'],
    ...[null, 7, 'x', [], {}, { ...cursor, at: -1 }, { ...cursor, at: 1e9 }, { ...cursor, id: '1' }].map(
      (value) => writeCursor(value as object),
    ),
    writeCursor({ ...cursor, more: 1 }),
    btoa('{"at":'),
  ])('of nobody (%j) are none', (word) => {
    expect(readCursor(word, schema)).toBeNull();
  });
});
