import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const statements = [
  'ALTER TABLE agenda_service ADD COLUMN series_most smallint',
  // No row is read for it: the next migration asks those that there are.
  `ALTER TABLE agenda_service
     ADD CONSTRAINT agenda_service_series CHECK (series_most IS NULL OR (series_most BETWEEN 2 AND 26 AND NOT is_group)) NOT VALID`,
  `COMMENT ON COLUMN agenda_service.series_most IS 'So many bookings customers make of it at once, some weeks apart; null: one alone'`,
];

/** Customers repeat a booking where its service lets them. */
export class RepeatedServices1764870000001 implements MigrationInterface {
  readonly name = 'RepeatedServices1764870000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agenda_service DROP COLUMN series_most');
  }
}
