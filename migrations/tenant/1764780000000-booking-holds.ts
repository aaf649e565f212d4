import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE booking_hold (
     id uuid CONSTRAINT booking_hold_pkey PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT booking_hold_listing REFERENCES listing (id) ON DELETE CASCADE,
     service_id uuid NOT NULL,
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     party smallint NOT NULL CONSTRAINT booking_hold_party CHECK (party BETWEEN 1 AND 99),
     held_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     CONSTRAINT booking_hold_of_service FOREIGN KEY (listing_id, service_id)
       REFERENCES agenda_service (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT booking_hold_of_listing UNIQUE (listing_id, id),
     CONSTRAINT booking_hold_time CHECK (starts_at < ends_at),
     CONSTRAINT booking_hold_period CHECK (held_at < expires_at)
   )`,
  `COMMENT ON TABLE booking_hold IS 'Times of an agenda that are held for a while for somebody who is about to book; of whom nothing is stored'`,
  `COMMENT ON COLUMN booking_hold.id IS 'The key of the form that is filled in'`,
  `CREATE INDEX booking_hold_by_time ON booking_hold (listing_id, starts_at)`,
  `CREATE TABLE booking_hold_resource (
     hold_id uuid,
     listing_id integer NOT NULL,
     resource_id uuid,
     during tstzrange NOT NULL CONSTRAINT booking_hold_resource_during CHECK (NOT isempty(during)),
     CONSTRAINT booking_hold_resource_pkey PRIMARY KEY (hold_id, resource_id),
     CONSTRAINT booking_hold_resource_hold FOREIGN KEY (listing_id, hold_id)
       REFERENCES booking_hold (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT booking_hold_resource_resource FOREIGN KEY (listing_id, resource_id)
       REFERENCES agenda_resource (listing_id, id) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE booking_hold_resource IS 'What a held time takes, with its buffers, as a booking would'`,
  `CREATE INDEX booking_hold_resource_by_resource ON booking_hold_resource (resource_id)`,
];

/** A time is held while its customer fills in the form. */
export class BookingHolds1764780000000 implements MigrationInterface {
  readonly name = 'BookingHolds1764780000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booking_hold_resource');
    await runner.query('DROP TABLE booking_hold');
  }
}
