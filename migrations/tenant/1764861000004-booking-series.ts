import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bookings that were made at once, at the same time every so many weeks. */
export class BookingSeries1764861000004 implements MigrationInterface {
  readonly name = 'BookingSeries1764861000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking ADD COLUMN series_id uuid');
    await runner.query(
      `COMMENT ON COLUMN booking.series_id IS 'Of several that were booked at once: the same for all of them; null: it is alone'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN series_id');
  }
}
