import { type HttpAnswer, redirectTo } from '@halles/platform/http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What `fait` of a query says, where it is one of these words; null for anything else, as addresses bring anything. Pure. */
export function doneIn<Word extends string>(query: unknown, words: readonly Word[]): Word | null {
  const { fait } = query as { readonly fait?: unknown };
  return words.find((word) => word === fait) ?? null;
}

/** Handler parameter: which of these words the address says was just done (`redirectDone`), or null. */
export const Done = createParamDecorator(
  (words: readonly string[], context: ExecutionContext): string | null =>
    doneIn(context.switchToHttp().getRequest<FastifyRequest>().query, words),
);

/** What it was done with, under the names that its page reads. */
export type DoneWith = Readonly<Record<string, string>>;

/** The address of a page that says what was done. @param path with what it asks for, where it does @param done null where nothing was. Pure. */
export function pathDone(path: string, done: string | null, what: DoneWith = {}): string {
  if (done === null) return path;
  const query = new URLSearchParams({ fait: done, ...what });
  return `${path}${path.includes('?') ? '&' : '?'}${query.toString()}`;
}

/** Leads to a page that says what was done (`pathDone`). */
export const redirectDone = (path: string, done: string | null, what: DoneWith = {}): HttpAnswer =>
  redirectTo(pathDone(path, done, what));
