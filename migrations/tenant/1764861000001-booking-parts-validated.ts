import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `BookingParts1764861000000` asks holds of the rows that there were before, too. */
export class BookingPartsValidated1764861000001 implements MigrationInterface {
  readonly name = 'BookingPartsValidated1764861000001';
  /** Rows are looked at while others are written; what holds already is not looked at again. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const constraint of ['booking_parts', 'booking_service_name', 'booking_price'])
      await runner.query(`ALTER TABLE booking VALIDATE CONSTRAINT ${constraint}`);
  }

  async down(): Promise<void> {
    // What holds of every row is not asked of them again.
  }
}
