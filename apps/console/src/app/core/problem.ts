/** One error of an input, as the API reports it: a JSON Pointer (RFC 6901) and a sentence. */
export interface Error {
  readonly pointer: string;
  readonly message: string;
}

/** Why a call failed, ready to be told: an RFC 9457 answer, or what the browser alone could see. */
export interface Problem {
  readonly kind: 'refused' | 'unreachable' | 'unreadable';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly Error[];
  /** Seconds to wait before a retry makes sense, when the server says so. */
  readonly retryAfter: number | null;
}

/** What a call gives back: the value, or the reason why there is none. Calls never throw. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const bare = { code: '', title: '', detail: '', errors: [], retryAfter: null } as const;

/** No answer at all: the server is stopped, the network is cut, or the answer took too long. */
export const unreachable: Problem = { ...bare, kind: 'unreachable', status: 0 };

/** An answer that is not what the contract says. */
export function unreadable(status: number): Problem {
  return { ...bare, kind: 'unreadable', status };
}

/**
 * Reads the body of a refusal. Whatever the body is, a Problem comes out: a proxy's HTML page or an empty body
 * gives one with empty texts, and the screen then uses its own words.
 * @param body the parsed JSON, or undefined when there was none
 * @param retryAfter the Retry-After header (seconds), or null
 */
export function toProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const fields = isRecord(body) ? body : {};
  return {
    kind: 'refused',
    status,
    code: text(fields['code']),
    title: text(fields['title']),
    detail: text(fields['detail']),
    errors: Array.isArray(fields['errors']) ? fields['errors'].flatMap(toError) : [],
    retryAfter: toSeconds(retryAfter),
  };
}

function toError(entry: unknown): Error[] {
  if (!isRecord(entry)) return [];
  return [{ pointer: text(entry['pointer']), message: text(entry['detail']) || text(entry['message']) }];
}

function toSeconds(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
