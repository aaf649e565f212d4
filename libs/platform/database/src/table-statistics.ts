import type { EntityManager } from 'typeorm';

/**
 * Tells the planner how much these tables hold, which it would else learn from autovacuum, a minute or more later. A table
 * that autovacuum has in hand is left to it, and so is one that the role has no right to maintain (PostgreSQL 16).
 * @param tables names of tables, never what somebody typed
 */
export async function updateStatistics(manager: EntityManager, tables: readonly string[]): Promise<void> {
  await manager.query(`ANALYZE (SKIP_LOCKED) ${tables.join(', ')}`);
}
