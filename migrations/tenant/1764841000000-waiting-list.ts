import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE agenda ADD COLUMN wait_hours smallint`,
  `ALTER TABLE agenda ADD CONSTRAINT agenda_wait_hours CHECK (wait_hours BETWEEN 1 AND 48) NOT VALID`,
  `COMMENT ON COLUMN agenda.wait_hours IS 'Hours for which a time that is free again is kept for who waits; null: there is no waiting list'`,
  `CREATE TABLE booking_wait (
     id uuid CONSTRAINT booking_wait_pkey PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT booking_wait_listing REFERENCES listing (id) ON DELETE CASCADE,
     service_id uuid NOT NULL,
     duration smallint,
     invitation integer,
     first_day date NOT NULL,
     last_day date NOT NULL,
     from_minute smallint NOT NULL,
     until_minute smallint NOT NULL,
     party smallint NOT NULL CONSTRAINT booking_wait_party CHECK (party BETWEEN 1 AND 99),
     customer_name text NOT NULL,
     customer_email text,
     customer_phone text,
     locale text NOT NULL CONSTRAINT booking_wait_locale CHECK (locale IN ('fr', 'en')),
     priority smallint NOT NULL DEFAULT 0 CONSTRAINT booking_wait_priority CHECK (priority BETWEEN 0 AND 9),
     state text NOT NULL CONSTRAINT booking_wait_state CHECK (state IN ('waiting', 'booked', 'left', 'removed', 'unanswered')),
     idempotency_key uuid NOT NULL CONSTRAINT booking_wait_idempotency_key UNIQUE,
     created_at timestamptz NOT NULL,
     ended_at timestamptz,
     CONSTRAINT booking_wait_of_service FOREIGN KEY (listing_id, service_id)
       REFERENCES agenda_service (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT booking_wait_of_listing UNIQUE (listing_id, id),
     CONSTRAINT booking_wait_days CHECK (first_day <= last_day),
     CONSTRAINT booking_wait_minutes CHECK (from_minute >= 0 AND from_minute < until_minute AND until_minute <= 1440),
     CONSTRAINT booking_wait_contact CHECK (customer_email IS NOT NULL OR customer_phone IS NOT NULL),
     CONSTRAINT booking_wait_ended CHECK ((state = 'waiting') = (ended_at IS NULL))
   )`,
  `COMMENT ON TABLE booking_wait IS 'Who waits for a time of an agenda that is full'`,
  `COMMENT ON COLUMN booking_wait.invitation IS 'Number of the signed link by which somebody was invited to the service'`,
  `COMMENT ON COLUMN booking_wait.from_minute IS 'Minutes since midnight by the clock of the territory between which the time begins'`,
  `COMMENT ON COLUMN booking_wait.priority IS 'The higher is told first, whoever asked earlier; the shop sets it'`,
  `CREATE INDEX booking_wait_in_order ON booking_wait (listing_id, priority DESC, created_at, id) WHERE state = 'waiting'`,
  `CREATE INDEX booking_wait_by_end ON booking_wait (last_day)`,
  `CREATE TABLE booking_wait_offer (
     id uuid CONSTRAINT booking_wait_offer_pkey PRIMARY KEY,
     listing_id integer NOT NULL,
     wait_id uuid NOT NULL,
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     state text NOT NULL CONSTRAINT booking_wait_offer_state CHECK (state IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
     offered_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     ended_at timestamptz,
     booking_id uuid,
     CONSTRAINT booking_wait_offer_wait FOREIGN KEY (listing_id, wait_id)
       REFERENCES booking_wait (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT booking_wait_offer_time CHECK (starts_at < ends_at),
     CONSTRAINT booking_wait_offer_period CHECK (offered_at < expires_at),
     CONSTRAINT booking_wait_offer_ended CHECK ((state = 'open') = (ended_at IS NULL)),
     CONSTRAINT booking_wait_offer_booking CHECK ((state = 'accepted') = (booking_id IS NOT NULL))
   )`,
  `COMMENT ON TABLE booking_wait_offer IS 'Times that were kept for who waits: each is a hold (booking_hold) of the same id as long as it is open'`,
  `CREATE UNIQUE INDEX booking_wait_offer_open ON booking_wait_offer (wait_id) WHERE state = 'open'`,
  `CREATE INDEX booking_wait_offer_by_wait ON booking_wait_offer (wait_id)`,
  `CREATE INDEX booking_wait_offer_by_end ON booking_wait_offer (expires_at) WHERE state = 'open'`,
];

/** Who found a day full waits for a time that is free again, which is kept for them for some hours. */
export class WaitingList1764841000000 implements MigrationInterface {
  readonly name = 'WaitingList1764841000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booking_wait_offer');
    await runner.query('DROP TABLE booking_wait');
    await runner.query('ALTER TABLE agenda DROP COLUMN wait_hours');
  }
}
