import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE agenda_service
     ADD COLUMN durations jsonb NOT NULL DEFAULT '[]' CONSTRAINT agenda_service_durations CHECK (jsonb_typeof(durations) = 'array'),
     ADD COLUMN venue text NOT NULL DEFAULT 'shop' CONSTRAINT agenda_service_venue CHECK (venue IN ('shop', 'home', 'phone', 'video')),
     ADD COLUMN postcodes text[] NOT NULL DEFAULT '{}',
     ADD COLUMN video_url text CONSTRAINT agenda_service_video_url CHECK (length(video_url) BETWEEN 10 AND 500),
     ADD COLUMN access text NOT NULL DEFAULT 'everyone'
       CONSTRAINT agenda_service_access CHECK (access IN ('everyone', 'invited', 'staff')),
     ADD COLUMN invitation integer NOT NULL DEFAULT 0 CONSTRAINT agenda_service_invitation CHECK (invitation >= 0),
     ADD COLUMN instructions_before text CONSTRAINT agenda_service_instructions_before CHECK (length(instructions_before) BETWEEN 1 AND 1000),
     ADD COLUMN instructions_after text CONSTRAINT agenda_service_instructions_after CHECK (length(instructions_after) BETWEEN 1 AND 1000),
     ADD COLUMN cancellation_notice integer
       CONSTRAINT agenda_service_cancellation_notice CHECK (cancellation_notice BETWEEN 0 AND 86400),
     ADD COLUMN cancellation_note text CONSTRAINT agenda_service_cancellation_note CHECK (length(cancellation_note) BETWEEN 1 AND 500),
     ADD COLUMN is_sensitive boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN agenda_service.durations IS 'Other lengths that it may be booked with, each with its price'`,
  `COMMENT ON COLUMN agenda_service.postcodes IS 'Where the shop comes to its customers; none: everywhere'`,
  `COMMENT ON COLUMN agenda_service.invitation IS 'Which signed link opens it: a new one ends the one before'`,
  `COMMENT ON COLUMN agenda_service.cancellation_notice IS 'Minutes; null: as the agenda says'`,
  `COMMENT ON COLUMN agenda_service.is_sensitive IS 'Mails and calendars say nothing of what it is about'`,
  `ALTER TABLE booking
     ADD COLUMN venue text NOT NULL DEFAULT 'shop' CONSTRAINT booking_venue CHECK (venue IN ('shop', 'home', 'phone', 'video')),
     ADD COLUMN customer_address text CONSTRAINT booking_customer_address CHECK (
       customer_address IS NULL OR (length(customer_address) BETWEEN 1 AND 300 AND erased_at IS NULL))`,
  `COMMENT ON COLUMN booking.customer_address IS 'Where the shop is to come'`,
];

/** What a service says of its lengths, its place, who books it and what they are told. */
export class ServiceDetails1764785000000 implements MigrationInterface {
  readonly name = 'ServiceDetails1764785000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN venue, DROP COLUMN customer_address');
    await runner.query(
      `ALTER TABLE agenda_service DROP COLUMN durations, DROP COLUMN venue, DROP COLUMN postcodes, DROP COLUMN video_url,
         DROP COLUMN access, DROP COLUMN invitation, DROP COLUMN instructions_before, DROP COLUMN instructions_after,
         DROP COLUMN cancellation_notice, DROP COLUMN cancellation_note, DROP COLUMN is_sensitive`,
    );
  }
}
