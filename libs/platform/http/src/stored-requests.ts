import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'range-parser';
import type { BodyRange } from './http-answer';

/** Bit of the parser's code for a header that is no list of ranges. */
const INVALID = 1;

/** Dates of HTTP have no milliseconds. */
const seconds = (date: Date): number => Math.floor(date.getTime() / 1_000);

/**
 * Whether who asks has a file of this age already (`If-Modified-Since`), where they name no entity tag, which would decide
 * alone (RFC 9110, 13.1.3). Pure.
 */
export function isUnmodified(headers: IncomingHttpHeaders, modifiedAt: Date): boolean {
  const since = headers['if-modified-since'];
  if (since === undefined || headers['if-none-match'] !== undefined) return false;
  const date = Date.parse(since);
  return !Number.isNaN(date) && seconds(modifiedAt) <= seconds(new Date(date));
}

interface StoredFacts {
  readonly bytes: number;
  readonly etag: string;
  readonly modifiedAt: Date;
}

/**
 * The part of a file that is asked for: null for the whole, which is also the answer to what cannot be read, to several
 * parts at once, and to a part of a file that has changed since (`If-Range`; RFC 9110, 13.1.5 and 14.2). Pure.
 */
export function rangeOf(headers: IncomingHttpHeaders, file: StoredFacts): BodyRange | 'unsatisfiable' | null {
  const { range } = headers;
  if (range === undefined || !isSameFile(headers['if-range'], file)) return null;
  const { code, type, ranges } = parse(file.bytes, range);
  if (type !== 'bytes' || (code & INVALID) !== 0) return null;
  const [part, ...others] = ranges;
  if (!part) return 'unsatisfiable';
  return others.length === 0 ? { start: part.start, end: part.end } : null;
}

/** An entity tag is compared strongly; a date must be the very one that we gave. */
function isSameFile(ifRange: string | string[] | undefined, { etag, modifiedAt }: StoredFacts): boolean {
  if (ifRange === undefined) return true;
  if (typeof ifRange !== 'string') return false;
  return ifRange === etag || Date.parse(ifRange) === seconds(modifiedAt) * 1_000;
}
