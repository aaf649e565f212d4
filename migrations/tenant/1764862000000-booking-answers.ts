import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE booking_event
     ADD COLUMN recipient_id uuid,
     ADD CONSTRAINT booking_event_recipient CHECK (recipient_id IS NULL OR actor = 'merchant') NOT VALID`,
  `COMMENT ON COLUMN booking_event.recipient_id IS 'The recipient of the shop (booking_recipient) whose mailed link took the step; null: it was taken otherwise'`,
];

/** A shop answers a booking by the link of its mail; the history says that it was by a link, and whose. */
export class BookingAnswers1764862000000 implements MigrationInterface {
  readonly name = 'BookingAnswers1764862000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking_event DROP COLUMN recipient_id');
  }
}
