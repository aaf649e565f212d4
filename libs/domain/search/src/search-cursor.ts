import { z } from 'zod';
import { SearchCursorRefused } from './search.errors';

const finite = z.number().min(-1e9).max(1e9);
const id = z.int().min(0).max(2_147_483_647);

/** Where a page ends: the window, the place in its order, and what both were measured from. */
const cursorSchema = z.strictObject({
  /** The point of reference, plane metres. */
  o: z.tuple([finite, finite]),
  /** The moment or span, minutes of UTC since 1970. */
  m: z.tuple([id, id]),
  /** The number of the interpretation that found the results. */
  a: z.int().min(0).max(50),
  /** Results shown before. */
  n: z.int().min(1).max(100_000),
  /** Behind which entry the window begins: distance in plane metres and number; null for the first. */
  w: z.tuple([finite, id]).nullable(),
  /** The last result shown in the window: tier, distance, number; null when the window begins. */
  l: z.tuple([z.int().min(0).max(9), finite, id]).nullable(),
});

export type SearchCursor = z.output<typeof cursorSchema>;

/** Longer than any that we give. */
const LONGEST = 400;

export function formatCursor(cursor: SearchCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws SearchCursorRefused */
export function parseCursor(text: string): SearchCursor {
  try {
    if (text.length > LONGEST || !/^[\w-]+$/.test(text)) throw new SearchCursorRefused({});
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (error) {
    throw new SearchCursorRefused({}, [], { cause: error });
  }
}
