import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE agenda
     ADD COLUMN reminder_days smallint[] NOT NULL DEFAULT '{1}'
       CONSTRAINT agenda_reminder_days CHECK (reminder_days <@ '{0,1,2,7}'),
     ADD COLUMN reminder_minute smallint NOT NULL DEFAULT 1080
       CONSTRAINT agenda_reminder_minute CHECK (reminder_minute BETWEEN 480 AND 1200)`,
  `COMMENT ON COLUMN agenda.reminder_days IS 'Days before an appointment on which its customer is reminded of it'`,
  `COMMENT ON COLUMN agenda.reminder_minute IS 'Minutes since midnight at which they are, by the clock of the territory'`,
  `ALTER TABLE booking ADD COLUMN presence_confirmed_at timestamptz`,
  `COMMENT ON COLUMN booking.presence_confirmed_at IS 'Its customer was asked and said that they come at this time'`,
  `CREATE TABLE booking_reminder (
     id uuid PRIMARY KEY,
     booking_id uuid NOT NULL CONSTRAINT booking_reminder_booking REFERENCES booking (id) ON DELETE CASCADE,
     starts_at timestamptz NOT NULL,
     days smallint NOT NULL,
     promised_at timestamptz NOT NULL,
     CONSTRAINT booking_reminder_once UNIQUE (booking_id, starts_at, days)
   )`,
  `COMMENT ON TABLE booking_reminder IS 'A reminder that was promised: each of a time once'`,
  `COMMENT ON COLUMN booking_reminder.starts_at IS 'The time that it reminds of: a booking that is moved is reminded of anew'`,
];

/** Customers are reminded of their appointments, and say that they come. */
export class BookingReminders1764780000002 implements MigrationInterface {
  readonly name = 'BookingReminders1764780000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booking_reminder');
    await runner.query('ALTER TABLE booking DROP COLUMN presence_confirmed_at');
    await runner.query('ALTER TABLE agenda DROP COLUMN reminder_days, DROP COLUMN reminder_minute');
  }
}
