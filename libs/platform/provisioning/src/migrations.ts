import { performance } from 'node:perf_hooks';
import { platformMigrations } from '@halles/migrations/platform';
import { tenantMigrations } from '@halles/migrations/tenant';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export type MigrationClass = new () => MigrationInterface & { readonly name: string };

/** The migrations of one kind of schema, oldest first, by name. */
export interface MigrationSet {
  readonly classes: readonly MigrationClass[];
}

export const platformSet: MigrationSet = { classes: platformMigrations };
export const tenantSet: MigrationSet = { classes: tenantMigrations };

/** Name of the newest migration of a set: the version that a schema must be at. */
export function headOf(set: MigrationSet): string {
  const Head = set.classes.at(-1);
  return Head ? new Head().name : 'none';
}

const TABLE = `CREATE TABLE IF NOT EXISTS schema_migration (
  name text PRIMARY KEY,
  position integer NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  duration_ms integer NOT NULL
)`;

/**
 * Brings the schema that the runner's search_path points at to the head of the set. Each migration and its row commit
 * together, so what was applied is never applied twice and a kill at any point is resumed by the next run.
 * @returns the names of those applied now
 */
export async function applyMigrations(runner: QueryRunner, set: MigrationSet): Promise<string[]> {
  await runner.query(TABLE);
  const done = new Set(
    ((await runner.query('SELECT name FROM schema_migration')) as { name: string }[]).map((row) => row.name),
  );
  const applied: string[] = [];
  for (const [position, Migration] of set.classes.entries()) {
    const migration = new Migration();
    if (done.has(migration.name)) continue;
    await applyOne(runner, migration, migration.name, position);
    applied.push(migration.name);
  }
  return applied;
}

async function applyOne(
  runner: QueryRunner,
  migration: MigrationInterface,
  name: string,
  position: number,
): Promise<void> {
  const started = performance.now();
  const record = async (): Promise<unknown> =>
    runner.query('INSERT INTO schema_migration (name, position, duration_ms) VALUES ($1, $2, $3)', [
      name,
      position,
      Math.round(performance.now() - started),
    ]);
  // CREATE INDEX CONCURRENTLY and the like refuse a transaction: such a migration must be safe to run again.
  if (migration.transaction === false) {
    await migration.up(runner);
    await record();
    return;
  }
  const outer = runner.isTransactionActive;
  if (!outer) await runner.startTransaction();
  try {
    await migration.up(runner);
    await record();
    if (!outer) await runner.commitTransaction();
  } catch (error) {
    if (!outer) await runner.rollbackTransaction();
    throw error;
  }
}
