import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  'ALTER TABLE agenda_summary ALTER COLUMN account_id DROP NOT NULL',
  `COMMENT ON COLUMN agenda_summary.account_id IS 'Null: the town, of a service of its own'`,
];

/** The town is mailed the day of its services. */
export class TownSummaries1764870000013 implements MigrationInterface {
  readonly name = 'TownSummaries1764870000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM agenda_summary WHERE account_id IS NULL');
    await runner.query('ALTER TABLE agenda_summary ALTER COLUMN account_id SET NOT NULL');
  }
}
