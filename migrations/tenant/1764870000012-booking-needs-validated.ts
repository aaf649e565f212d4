import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `BookingNeeds1764870000011` asks holds of the bookings that there were before, too. */
export class BookingNeedsValidated1764870000012 implements MigrationInterface {
  readonly name = 'BookingNeedsValidated1764870000012';
  /** Rows are looked at while others are written; what holds already is not looked at again. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking VALIDATE CONSTRAINT booking_need');
  }

  async down(): Promise<void> {
    // What holds of every row is not asked of them again.
  }
}
