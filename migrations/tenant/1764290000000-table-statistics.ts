import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES =
  'listing, listing_source, opening, search_key, search_entry, search_delete, search_place, map_cell, post';

/** PostgreSQL 16 has no such right: there the statistics are autovacuum's work alone. */
const whereKnown = (statement: string): string =>
  `DO $$ BEGIN
     IF current_setting('server_version_num')::int >= 170000 THEN EXECUTE format('${statement}', current_schema()); END IF;
   END $$`;

/**
 * The territory's role may take the statistics of the tables that imports and seeds fill, of which the planner would else
 * know nothing until autovacuum comes by.
 */
export class TableStatistics1764290000000 implements MigrationInterface {
  readonly name = 'TableStatistics1764290000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(whereKnown(`GRANT MAINTAIN ON ${TABLES} TO %I`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(whereKnown(`REVOKE MAINTAIN ON ${TABLES} FROM %I`));
  }
}
