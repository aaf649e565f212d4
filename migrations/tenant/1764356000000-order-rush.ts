import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE ordering_settings
     ADD COLUMN rush_minutes smallint CONSTRAINT ordering_settings_rush_minutes CHECK (rush_minutes BETWEEN 1 AND 1440),
     ADD COLUMN rush_until timestamptz,
     ADD CONSTRAINT ordering_settings_rush CHECK ((rush_minutes IS NULL) = (rush_until IS NULL))`,
  `COMMENT ON COLUMN ordering_settings.rush_minutes IS 'Until rush_until every basket takes so many minutes more'`,
];

/** A shop says for a while that everything takes longer; it ends by itself. */
export class OrderRush1764356000000 implements MigrationInterface {
  readonly name = 'OrderRush1764356000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN rush_minutes, DROP COLUMN rush_until');
  }
}
