import { DomainError } from '@halles/kernel';

interface PgError {
  readonly code: string;
  readonly constraint?: string;
}

/** The error of the driver, out of TypeORM's wrapping. */
const driverErrorOf = (error: unknown): unknown =>
  (error as { driverError?: unknown } | null)?.driverError ?? error;

/** The same, or null for what PostgreSQL did not say itself. */
function pgErrorOf(error: unknown): PgError | null {
  const inner = driverErrorOf(error);
  const code = (inner as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? (inner as PgError) : null;
}

/** The SQLSTATE of an error (PostgreSQL, appendix A), or null. */
export function sqlStateOf(error: unknown): string | null {
  return pgErrorOf(error)?.code ?? null;
}

/** What the system says of a socket whose other end is gone. */
const BROKEN = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/**
 * Whether the server went away under the statement, without a word. Whether a COMMIT was carried out is not known then:
 * only the same idempotency key makes a second try safe.
 */
export function isConnectionLost(error: unknown): boolean {
  const inner = driverErrorOf(error);
  if (!(inner instanceof Error)) return false;
  const { code } = inner as { code?: unknown };
  // pg's own errors of a connection that ended have words and no code.
  return typeof code === 'string'
    ? BROKEN.has(code)
    : /^Connection terminated|connection error and is not queryable/.test(inner.message);
}

/**
 * Classes and codes of PostgreSQL (appendix A) that say "not now": no resources, a server that stops or starts, a lock not to
 * be had. A statement that took too long (57014) is none: it may come of what was sent.
 */
const NOT_NOW = /^(?:53|57P0[1-5]$|40001$|40P01$|55P03$)/;

/**
 * Whether we cannot serve at the moment, whatever was sent: an error of the catalogue that says so, or one of the database.
 * What nobody foresaw is none: it may come of what was sent.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof DomainError) return error.definition.kind === 'unavailable';
  return isConnectionLost(error) || NOT_NOW.test(sqlStateOf(error) ?? '');
}

/** Whether the transaction would pass if it ran again: serialization failure or deadlock. */
export function isRetryable(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40001' || state === '40P01';
}

/** Whether a lock was not to be had within `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return sqlStateOf(error) === '55P03';
}

/**
 * Whether the statement was prepared before a migration changed its table ("cached plan must not change result type").
 * The connection with it is closed; on another one the work passes.
 */
export function isStalePlan(error: unknown): boolean {
  return sqlStateOf(error) === '0A000' && /cached plan/.test((error as Error).message);
}

/** The constraint that refused, without the shard's number that Citus appends. */
export function constraintOf(error: unknown): string | null {
  return pgErrorOf(error)?.constraint?.replace(/_\d{6,}$/, '') ?? null;
}

/**
 * Turns the refusal of a named constraint into an error of the catalogue: the database is the last referee.
 * Anything else is thrown again as it came.
 */
export function rethrowConstraint(
  error: unknown,
  byConstraint: Readonly<Record<string, () => DomainError>>,
): never {
  const known = byConstraint[constraintOf(error) ?? ''];
  throw known ? known() : error;
}
