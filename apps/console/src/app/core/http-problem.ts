import { HttpErrorResponse } from '@angular/common/http';
import { type Problem, toProblem, unreachable, unreadable } from './problem';

export type Guard<T> = (body: unknown) => body is T;

/** The server answered with something that the contract does not say. */
class UnexpectedBody extends Error {}

/** Checks the body of an answer. Throws when it has another shape. */
export const parseWith =
  <T>(guard: Guard<T>) =>
  (body: unknown): T => {
    if (!guard(body)) throw new UnexpectedBody('the body has another shape');
    return body;
  };

/** What an error of `HttpClient`, or of a body that was checked, means for people. */
export function problemOf(error: unknown): Problem {
  if (error instanceof UnexpectedBody) return unreadable(200);
  if (!(error instanceof HttpErrorResponse) || error.status === 0) return unreachable;
  const { status, headers } = error;
  // An answer of success is an error only where its body is no JSON.
  if (status < 300) return unreadable(status);
  return toProblem(status, error.error, headers.get('retry-after'));
}
