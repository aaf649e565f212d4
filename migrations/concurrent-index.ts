import type { QueryRunner } from 'typeorm';

/** A schema that is being made is one transaction, and nobody reads it yet; anywhere else those who write go on meanwhile. */
const concurrently = (runner: QueryRunner): string => (runner.isTransactionActive ? '' : 'CONCURRENTLY');

/**
 * Waits as long as it takes for transactions that began before, as nobody queues behind that: unlike other locks of a migration,
 * which are given up after half a second.
 */
async function withoutLockTimeout(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  if (!runner.isTransactionActive) await runner.query('SET lock_timeout = 0');
  try {
    for (const statement of statements) await runner.query(statement);
  } finally {
    if (!runner.isTransactionActive) await runner.query('RESET lock_timeout');
  }
}

/**
 * Makes an index of a table that there was before, for a migration that says `transaction = false`. A build that was cut leaves
 * an index that is not valid: it is made anew.
 * @param on what follows ON
 */
export const createIndex = (runner: QueryRunner, name: string, on: string): Promise<void> =>
  withoutLockTimeout(runner, [
    `DROP INDEX ${concurrently(runner)} IF EXISTS ${name}`,
    `CREATE INDEX ${concurrently(runner)} ${name} ON ${on}`,
  ]);

/** Drops an index without that anybody who reads or writes waits; for the same kind of migration. */
export const dropIndex = (runner: QueryRunner, name: string): Promise<void> =>
  withoutLockTimeout(runner, [`DROP INDEX ${concurrently(runner)} IF EXISTS ${name}`]);
