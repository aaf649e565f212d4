import { z } from 'zod';

/** Longer than any cursor that we give. */
const LONGEST = 400;

/**
 * Where the next page of a list begins, as one word of an address: base64url of JSON, of numbers, texts of ASCII and lists
 * of them. Nothing signs it, as it gives no right: it is read by `readCursor` alone, with the bounds of each part. Pure.
 */
export const writeCursor = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** The cursor of an address; null for a word that is none, or that has a part out of its bounds. Pure. */
export function readCursor<T>(word: string, schema: z.ZodType<T>): T | null {
  if (word.length > LONGEST || !/^[\w-]+$/.test(word)) return null;
  try {
    const value: unknown = JSON.parse(atob(word.replaceAll('-', '+').replaceAll('_', '/')));
    return schema.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}

/** What a cursor of a list by time says of its last row: its moment, in milliseconds since 1970 to the year 2200, and its id. */
export const timeCursorSchema = z.strictObject({ at: z.int().min(0).max(Date.UTC(2200, 0)), id: z.uuid() });
