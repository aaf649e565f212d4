import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE agenda
     ADD COLUMN limit_ahead smallint CONSTRAINT agenda_limit_ahead CHECK (limit_ahead BETWEEN 1 AND 100),
     ADD COLUMN limit_per_day smallint CONSTRAINT agenda_limit_per_day CHECK (limit_per_day BETWEEN 1 AND 20)`,
  `COMMENT ON COLUMN agenda.limit_ahead IS 'Bookings to come of one person, at most; null: any number'`,
  `COMMENT ON COLUMN agenda.limit_per_day IS 'Bookings of one person on one day, at most; null: any number'`,
  `ALTER TABLE booking
     ADD COLUMN guest_name text CONSTRAINT booking_guest_name CHECK (length(guest_name) BETWEEN 1 AND 100),
     ADD CONSTRAINT booking_guest_erased CHECK (erased_at IS NULL OR guest_name IS NULL)`,
  `COMMENT ON COLUMN booking.guest_name IS 'Who comes, where somebody else booked for them'`,
];

/** How much one person may book, and for whom. */
export class BookingLimits1764780000001 implements MigrationInterface {
  readonly name = 'BookingLimits1764780000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN guest_name');
    await runner.query('ALTER TABLE agenda DROP COLUMN limit_ahead, DROP COLUMN limit_per_day');
  }
}
