import type { ErrorKind, Locale } from '@halles/kernel';
import type { CatalogueError } from './catalogue-error';

/** RFC 9457 problem details, with our members: `code` is stable, `errors` point into the input (RFC 6901). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly params: object;
  readonly requestId: string;
  readonly errors: readonly { readonly pointer: string; readonly message: string }[];
}

/** The one place that turns a kind of error into an HTTP status. */
const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  misdirected: 421,
  'rate-limited': 429,
  unavailable: 503,
  'insufficient-storage': 507,
};

/** Codes of the protocol itself, for which HTTP has a status of its own. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'malformed-request': 400,
  'request-timeout': 408,
  'address-too-long': 414,
  'headers-too-large': 431,
  'internal-error': 500,
  'database-timeout': 504,
};

/** The HTTP status of an error of the catalogue. Pure. */
export function statusOf(error: {
  readonly code: string;
  readonly definition: { readonly kind: ErrorKind };
}): number {
  return STATUS_OF_CODE[error.code] ?? STATUS[error.definition.kind];
}

/**
 * Words an error for a person or a program. Pure.
 * @param instance the path of the request, without its query
 */
export function toProblem(
  error: CatalogueError,
  locale: Locale,
  instance: string,
  requestId: string,
): Problem {
  return {
    type: `urn:halles:problem:${error.code}`,
    title: error.title(locale),
    status: statusOf(error),
    detail: error.detail(locale),
    instance,
    code: error.code,
    params: error.params,
    requestId,
    errors: error.errors.map(({ pointer, message }) => ({ pointer, message: message[locale] })),
  };
}

/** Seconds that the answer asks to wait before a retry, where the error knows. Pure. */
export function retryAfterOf(error: CatalogueError): number | undefined {
  const { retryAfterSeconds } = error.params as { retryAfterSeconds?: unknown };
  return typeof retryAfterSeconds === 'number'
    ? Math.max(1, Math.ceil(retryAfterSeconds))
    : error.definition.retryAfter;
}
