import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE ordering_settings ADD COLUMN today_until timestamptz, ADD COLUMN today_checked_at timestamptz`,
  `COMMENT ON COLUMN ordering_settings.today_until IS 'Until when who orders can still collect on the same day; null: not today'`,
  `COMMENT ON COLUMN ordering_settings.today_checked_at IS 'When that was computed the last time; null: never'`,
];

/** Until when what is ordered can be collected on the same day. */
export class PickupToday1764410000000 implements MigrationInterface {
  readonly name = 'PickupToday1764410000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN today_until, DROP COLUMN today_checked_at');
  }
}
