import { sqlStateOf } from './pg-errors';

/**
 * What a connection is for: `read` cannot write; `bulk` is a job's, whose statements may take minutes and whose server is
 * waited for.
 */
export type ConnectionMode = 'read' | 'write' | 'bulk';

export interface SessionLimits {
  /** Whether the server is older than its version 17. */
  readonly isOlder?: boolean;
  /** Milliseconds after which PostgreSQL cancels a statement; 0 for none. */
  readonly statementTimeout: number;
  /** Milliseconds that a statement waits for a lock. */
  readonly lockTimeout: number;
}

type Settings = Readonly<Record<string, string | number>>;

/**
 * What each session has, whatever was left on its role: any role may run `ALTER ROLE CURRENT_USER SET …` on itself, and an
 * injected statement so too. Whatever changes the meaning of a statement, the rights that it runs with, or whether a commit
 * is on the disk is said here; the watch over drift takes the rest back.
 */
const FIXED: Settings = {
  role: 'none',
  row_security: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  synchronous_commit: 'on',
  idle_session_timeout: 0,
  TimeZone: 'UTC',
  DateStyle: 'ISO,MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: 1,
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  jit: 'off',
  plan_cache_mode: 'auto',
};

/** What PostgreSQL has since its version 17: an older one opens no connection with it. */
const NEWER: Settings = { transaction_timeout: 0 };

/** Whether a server refused a connection for what it is too old to know. Pure. */
export const lacksTransactionTimeout = (error: unknown): boolean =>
  sqlStateOf(error) === '42704' && error instanceof Error && error.message.includes('transaction_timeout');

/** A page's: to start workers or a compiler costs it more than any of its statements gains. */
const requestSettings = ({ statementTimeout, lockTimeout }: SessionLimits): Settings => ({
  statement_timeout: statementTimeout,
  lock_timeout: lockTimeout,
  idle_in_transaction_session_timeout: 10_000,
  max_parallel_workers_per_gather: 0,
});

/** A job's: no time limits, and room to sort. */
const BULK: Settings = {
  statement_timeout: 0,
  lock_timeout: 60_000,
  idle_in_transaction_session_timeout: 0,
  max_parallel_workers_per_gather: 2,
  work_mem: '64MB',
  // A statement of minutes would outlive who asked for it, with its locks.
  client_connection_check_interval: 1_000,
};

const escape = (value: string | number): string => String(value).replaceAll(/[\\ ]/g, '\\$&');

/**
 * The startup options of a connection: they win over what `ALTER ROLE` and `ALTER DATABASE` say. Pure.
 * @param searchPath the schemas, without spaces
 */
export function sessionOptions(
  { searchPath, mode }: { readonly searchPath: string; readonly mode: ConnectionMode },
  limits: SessionLimits,
): string {
  const settings: Settings = {
    search_path: searchPath,
    ...FIXED,
    ...(limits.isOlder === true ? {} : NEWER),
    ...(mode === 'bulk' ? BULK : requestSettings(limits)),
    default_transaction_read_only: mode === 'read' ? 'on' : 'off',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${escape(value)}`)
    .join(' ');
}
