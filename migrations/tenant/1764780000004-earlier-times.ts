import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE booking ADD COLUMN wants_earlier boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN booking.wants_earlier IS 'Its customer asked to be told of an earlier time that is free again'`,
  `CREATE TABLE booking_alert (
     id uuid PRIMARY KEY,
     booking_id uuid NOT NULL CONSTRAINT booking_alert_booking REFERENCES booking (id) ON DELETE CASCADE,
     starts_at timestamptz NOT NULL,
     day date NOT NULL,
     promised_at timestamptz NOT NULL,
     CONSTRAINT booking_alert_daily UNIQUE (booking_id, day)
   )`,
  `COMMENT ON TABLE booking_alert IS 'Earlier times that the customer of a booking was told of: one a day, three at most'`,
  `COMMENT ON COLUMN booking_alert.starts_at IS 'The earlier time'`,
  `COMMENT ON COLUMN booking_alert.day IS 'The day of the message, in the territory'`,
];

/** Who has an appointment is told of an earlier time that is free again. */
export class EarlierTimes1764780000004 implements MigrationInterface {
  readonly name = 'EarlierTimes1764780000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booking_alert');
    await runner.query('ALTER TABLE booking DROP COLUMN wants_earlier');
  }
}
