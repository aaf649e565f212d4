import { readCursor, writeCursor } from '@halles/contracts';
import { DAY, FIRST_YEAR, LAST_YEAR, MINUTE } from '@halles/kernel';
import { z } from 'zod';
import { SearchCursorRefused } from './search.errors';

const finite = z.number().min(-1e9).max(1e9);
const id = z.int().min(0).max(2_147_483_647);
/** A minute of UTC of a year that may be asked about, with what a time zone and the horizon add to it. */
const minute = z
  .int()
  .min((Date.UTC(FIRST_YEAR, 0) - DAY) / MINUTE)
  .max((Date.UTC(LAST_YEAR + 1, 0) + DAY) / MINUTE);

/** Where a page ends: the window, the place in its order, and what both were measured from. */
const cursorSchema = z.strictObject({
  /** The point of reference, plane metres. */
  o: z.tuple([finite, finite]),
  /** The moment or span, minutes of UTC since 1970. */
  m: z.tuple([minute, minute]).refine(([from, until]) => from <= until),
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

/** A cursor as addresses carry it. Pure. */
export const formatCursor = (cursor: SearchCursor): string => writeCursor(cursor);

/** @throws SearchCursorRefused */
export function parseCursor(text: string): SearchCursor {
  const cursor = readCursor(text, cursorSchema);
  if (cursor === null) throw new SearchCursorRefused({});
  return cursor;
}
