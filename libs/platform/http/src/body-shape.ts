import { parse } from 'node:querystring';
import type { FastifyInstance } from 'fastify';
import { BodyTooLarge } from './http.errors';

/** Fields, members and elements of a body: the longest form of ours has some hundreds. */
export const MAX_VALUES = 5_000;
/** Characters of one text, or of a name: the longest that any form of ours takes has thirty thousand. */
export const MAX_TEXT = 32 * 1024;
/** Lists and objects in each other: none of ours has more than a handful. */
const MAX_DEPTH = 64;

/** Reads a form, and no more of it than shows that it holds too much: forty thousand empty fields took half of what a request may cost. */
export const parseForm = (text: string): Record<string, unknown> =>
  parse(text, '&', '=', { maxKeys: MAX_VALUES + 1 });

/** Where a text of JSON goes on behind the string that begins there. */
function behindString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** Whether a text of JSON holds more values than any body of ours, by its commas outside of strings. Pure; parses nothing. */
export function hasTooManyValues(text: string): boolean {
  let values = 0;
  for (let at = 0; at < text.length;) {
    const character = text[at];
    if (character === ',') values += 1;
    if (values >= MAX_VALUES) return true;
    at = character === '"' ? behindString(text, at) : at + 1;
  }
  return false;
}

const membersOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
};

const isLong = (value: unknown): boolean => typeof value === 'string' && value.length > MAX_TEXT;

const hasLongName = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).some(isLong);

/** Whether a body holds more, or is deeper, than anything of ours. Pure; looks at no more of it than it may hold. */
export function isExcessive(body: unknown): boolean {
  let level: readonly unknown[] = [body];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 0) values += level.length;
    if (values > MAX_VALUES || depth > MAX_DEPTH) return true;
    if (level.some((value) => isLong(value) || hasLongName(value))) return true;
    level = level.flatMap(membersOf);
  }
  return false;
}

/**
 * Refuses what no page of ours sends before anything goes over it: a quarter of a megabyte of empty fields takes longer to
 * check, and to say what is wrong with each, than a request may cost.
 */
export function refuseExcessiveBodies(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    if (isExcessive(request.body)) done(new BodyTooLarge({}));
    else done();
  });
}
