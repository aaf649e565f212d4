import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE booking
     ADD COLUMN need text,
     ADD CONSTRAINT booking_need CHECK (need IN ('fragile', 'sign-language', 'helper')) NOT VALID`,
  `COMMENT ON COLUMN booking.need IS 'What its customer said they need; null: nothing was said'`,
];

/** Who books says what they need, and so gets times that are kept for it. */
export class BookingNeeds1764870000011 implements MigrationInterface {
  readonly name = 'BookingNeeds1764870000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN need');
  }
}
