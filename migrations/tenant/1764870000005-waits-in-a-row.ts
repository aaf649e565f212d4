import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const statements = [
  'ALTER TABLE booking_wait ADD COLUMN further jsonb',
  // No row is read for it: the next migration asks those that there are.
  `ALTER TABLE booking_wait
     ADD CONSTRAINT booking_wait_further CHECK (jsonb_typeof(further) = 'array' AND jsonb_array_length(further) BETWEEN 1 AND 3) NOT VALID`,
  `COMMENT ON COLUMN booking_wait.further IS 'Services that follow the first in the same booking, in order; null: none'`,
];

/** Somebody waits for several services in a row. */
export class WaitsInARow1764870000005 implements MigrationInterface {
  readonly name = 'WaitsInARow1764870000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking_wait DROP COLUMN further');
  }
}
