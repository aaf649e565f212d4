import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `BookingAnswers1764862000000` asks holds of the events that there were before, too. */
export class BookingAnswersValidated1764862000009 implements MigrationInterface {
  readonly name = 'BookingAnswersValidated1764862000009';
  /** Rows are looked at while others are written; what holds already is not looked at again. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking_event VALIDATE CONSTRAINT booking_event_recipient');
  }

  async down(): Promise<void> {
    // What holds of every row is not asked of them again.
  }
}
