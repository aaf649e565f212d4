import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From a state to another, the second half for taking a step back. Compared with `booking-state.ts` by a test. */
const TRANSITIONS = [
  ['pending', 'confirmed'],
  ['pending', 'excused'],
  ['pending', 'revoked'],
  ['confirmed', 'arrived'],
  ['confirmed', 'served'],
  ['confirmed', 'excused'],
  ['confirmed', 'revoked'],
  ['confirmed', 'no-show'],
  ['arrived', 'served'],
  ['arrived', 'revoked'],
  ['arrived', 'no-show'],
  ['confirmed', 'pending'],
  ['arrived', 'confirmed'],
  ['served', 'arrived'],
  ['served', 'confirmed'],
  ['revoked', 'pending'],
  ['revoked', 'confirmed'],
  ['revoked', 'arrived'],
  ['no-show', 'confirmed'],
  ['no-show', 'arrived'],
]
  .map(([from, to]) => `('${String(from)}', '${String(to)}')`)
  .join(', ');

const STATES = `('pending', 'confirmed', 'arrived', 'served', 'excused', 'revoked', 'no-show')`;

// Names are unqualified: the connection's search_path is the tenant's schema. Operator classes of btree_gist are named by
// their schema: tenants' roles do not see it and need not.
const agendas = [
  `CREATE TABLE agenda (
     listing_id integer PRIMARY KEY CONSTRAINT agenda_listing REFERENCES listing (id) ON DELETE CASCADE,
     is_open boolean NOT NULL,
     confirms_by_hand boolean NOT NULL,
     step smallint NOT NULL CONSTRAINT agenda_step CHECK (step BETWEEN 5 AND 1440),
     notice integer NOT NULL CONSTRAINT agenda_notice CHECK (notice BETWEEN 0 AND 86400),
     horizon smallint NOT NULL CONSTRAINT agenda_horizon CHECK (horizon BETWEEN 0 AND 365),
     gauge smallint CONSTRAINT agenda_gauge CHECK (gauge BETWEEN 1 AND 10000),
     cancellation_notice integer NOT NULL CONSTRAINT agenda_cancellation_notice CHECK (cancellation_notice BETWEEN 0 AND 86400),
     cancellation_note text CONSTRAINT agenda_cancellation_note CHECK (length(cancellation_note) BETWEEN 1 AND 500),
     pauses jsonb NOT NULL,
     updated_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE agenda IS 'Whether and how a place takes appointments'`,
  `COMMENT ON COLUMN agenda.notice IS 'Minutes between a booking and the earliest time that it may have'`,
  `COMMENT ON COLUMN agenda.horizon IS 'Days after today that may be booked'`,
  `COMMENT ON COLUMN agenda.gauge IS 'People who may be in the place at once; null: any number'`,
  `COMMENT ON COLUMN agenda.cancellation_notice IS 'Minutes before its time until which a customer may cancel or move a booking'`,
  `COMMENT ON COLUMN agenda.pauses IS 'Blocked time: intervals in milliseconds since 1970'`,
  `CREATE TABLE agenda_resource (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT agenda_resource_listing REFERENCES listing (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT agenda_resource_kind CHECK (kind IN ('staff', 'seat', 'room')),
     name text NOT NULL CONSTRAINT agenda_resource_name CHECK (length(name) BETWEEN 1 AND 80),
     capacity smallint NOT NULL CONSTRAINT agenda_resource_capacity CHECK (capacity BETWEEN 1 AND 100),
     party_max smallint CONSTRAINT agenda_resource_party_max CHECK (party_max BETWEEN 1 AND 99),
     hours text CONSTRAINT agenda_resource_hours CHECK (length(hours) BETWEEN 1 AND 1000),
     is_active boolean NOT NULL,
     position smallint NOT NULL,
     archived_at timestamptz,
     CONSTRAINT agenda_resource_of_listing UNIQUE (listing_id, id)
   )`,
  `COMMENT ON TABLE agenda_resource IS 'Somebody or something that a booking takes: staff, a chair, a room'`,
  `COMMENT ON COLUMN agenda_resource.capacity IS 'Bookings at once'`,
  `COMMENT ON COLUMN agenda_resource.hours IS 'When it is there, as opening_hours; null: whenever the place is open'`,
  `CREATE TABLE agenda_service (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT agenda_service_listing REFERENCES listing (id) ON DELETE CASCADE,
     name text NOT NULL CONSTRAINT agenda_service_name CHECK (length(name) BETWEEN 1 AND 120),
     description text CONSTRAINT agenda_service_description CHECK (length(description) BETWEEN 1 AND 1000),
     duration smallint NOT NULL CONSTRAINT agenda_service_duration CHECK (duration BETWEEN 5 AND 1440),
     buffer_before smallint NOT NULL CONSTRAINT agenda_service_buffer_before CHECK (buffer_before BETWEEN 0 AND 480),
     buffer_after smallint NOT NULL CONSTRAINT agenda_service_buffer_after CHECK (buffer_after BETWEEN 0 AND 480),
     party_min smallint NOT NULL,
     party_max smallint NOT NULL,
     price_cents integer CONSTRAINT agenda_service_price CHECK (price_cents BETWEEN 0 AND 10000000),
     price_max_cents integer,
     is_active boolean NOT NULL,
     position smallint NOT NULL,
     archived_at timestamptz,
     CONSTRAINT agenda_service_price_band CHECK (price_max_cents IS NULL OR (price_cents IS NOT NULL AND price_max_cents BETWEEN price_cents AND 10000000)),
     CONSTRAINT agenda_service_party CHECK (party_min BETWEEN 1 AND party_max AND party_max <= 99),
     CONSTRAINT agenda_service_of_listing UNIQUE (listing_id, id)
   )`,
  `COMMENT ON TABLE agenda_service IS 'What can be booked'`,
  `COMMENT ON COLUMN agenda_service.buffer_before IS 'Minutes in which what it takes is taken by no other booking'`,
  `COMMENT ON COLUMN agenda_service.price_max_cents IS 'Of a price from … to …; null: it is one price'`,
  `CREATE TABLE agenda_service_resource (
     listing_id integer NOT NULL,
     service_id uuid,
     resource_id uuid,
     CONSTRAINT agenda_service_resource_pkey PRIMARY KEY (service_id, resource_id),
     CONSTRAINT agenda_service_resource_service FOREIGN KEY (listing_id, service_id)
       REFERENCES agenda_service (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT agenda_service_resource_resource FOREIGN KEY (listing_id, resource_id)
       REFERENCES agenda_resource (listing_id, id) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE agenda_service_resource IS 'Who and what serves for a service: one of each kind is taken'`,
];

const bookings = [
  `CREATE TABLE booking (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT booking_listing REFERENCES listing (id) ON DELETE CASCADE,
     reference text NOT NULL CONSTRAINT booking_reference CHECK (reference ~ '^[2-9B-DF-HJ-NP-TV-XZ]{8}$'),
     state text NOT NULL CONSTRAINT booking_state CHECK (state IN ${STATES}),
     event integer NOT NULL,
     service_id uuid NOT NULL,
     service_name text NOT NULL CONSTRAINT booking_service_name CHECK (length(service_name) BETWEEN 1 AND 120),
     price_cents integer CONSTRAINT booking_price CHECK (price_cents BETWEEN 0 AND 10000000),
     price_max_cents integer,
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     party smallint NOT NULL CONSTRAINT booking_party CHECK (party BETWEEN 1 AND 99),
     cancellation_notice integer NOT NULL CONSTRAINT booking_cancellation_notice CHECK (cancellation_notice BETWEEN 0 AND 86400),
     customer_name text CONSTRAINT booking_customer_name CHECK (length(customer_name) BETWEEN 1 AND 100),
     customer_email text CONSTRAINT booking_customer_email CHECK (length(customer_email) BETWEEN 3 AND 254),
     customer_phone text CONSTRAINT booking_customer_phone CHECK (length(customer_phone) BETWEEN 4 AND 20),
     note text CONSTRAINT booking_note CHECK (length(note) BETWEEN 1 AND 1000),
     locale text NOT NULL CONSTRAINT booking_locale CHECK (locale IN ('fr', 'en')),
     source text NOT NULL CONSTRAINT booking_source CHECK (source IN ('online', 'shop', 'town')),
     account_id uuid CONSTRAINT booking_account REFERENCES account (id) ON DELETE SET NULL,
     idempotency_key uuid NOT NULL CONSTRAINT booking_idempotency_key UNIQUE,
     content_digest text NOT NULL CONSTRAINT booking_content_digest CHECK (content_digest ~ '^[0-9a-f]{64}$'),
     created_at timestamptz NOT NULL,
     forgets_customer boolean NOT NULL DEFAULT false,
     erased_at timestamptz,
     CONSTRAINT booking_time CHECK (starts_at < ends_at),
     CONSTRAINT booking_of_service FOREIGN KEY (listing_id, service_id) REFERENCES agenda_service (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT booking_of_listing UNIQUE (listing_id, id),
     CONSTRAINT booking_referenced UNIQUE (listing_id, reference),
     CONSTRAINT booking_has_customer CHECK (erased_at IS NOT NULL OR customer_name IS NOT NULL),
     CONSTRAINT booking_erased CHECK (
       erased_at IS NULL OR (customer_name IS NULL AND customer_email IS NULL AND customer_phone IS NULL AND note IS NULL))
   )`,
  `COMMENT ON TABLE booking IS 'A service at a time, for a customer'`,
  `COMMENT ON COLUMN booking.event IS 'The event that gave it its state'`,
  `COMMENT ON COLUMN booking.cancellation_notice IS 'The rule that its customer was told'`,
  `COMMENT ON COLUMN booking.content_digest IS 'Keyed digest of what was sent: the same key with something else is another booking'`,
  `COMMENT ON COLUMN booking.forgets_customer IS 'Its customer left before its time: they are erased once it is over'`,
  `CREATE INDEX booking_by_time ON booking (listing_id, starts_at, id)`,
  `CREATE INDEX booking_to_erase ON booking (ends_at) WHERE erased_at IS NULL`,
  `CREATE INDEX booking_by_email ON booking (lower(btrim(normalize(customer_email, NFKC)))) WHERE customer_email IS NOT NULL`,
  `CREATE INDEX booking_pending ON booking (starts_at) WHERE state = 'pending'`,
  `CREATE INDEX booking_by_account ON booking (account_id, starts_at DESC) WHERE account_id IS NOT NULL`,
  `CREATE TABLE booking_resource (
     booking_id uuid,
     listing_id integer NOT NULL,
     resource_id uuid,
     lane smallint NOT NULL CONSTRAINT booking_resource_lane CHECK (lane BETWEEN 1 AND 1000),
     during tstzrange NOT NULL,
     is_taken boolean NOT NULL,
     CONSTRAINT booking_resource_pkey PRIMARY KEY (booking_id, resource_id),
     CONSTRAINT booking_resource_booking FOREIGN KEY (listing_id, booking_id)
       REFERENCES booking (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT booking_resource_resource FOREIGN KEY (listing_id, resource_id)
       REFERENCES agenda_resource (listing_id, id) ON DELETE CASCADE,
     CONSTRAINT booking_resource_during CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
     CONSTRAINT booking_resource_once EXCLUDE USING gist (
       resource_id public.gist_uuid_ops WITH =, lane public.gist_int2_ops WITH =, during WITH &&) WHERE (is_taken)
       DEFERRABLE INITIALLY IMMEDIATE
   )`,
  `COMMENT ON TABLE booking_resource IS 'What a booking takes, with its buffers: in each lane of a resource one booking at a time'`,
  `CREATE TABLE booking_event (
     id uuid NOT NULL CONSTRAINT booking_event_id UNIQUE,
     booking_id uuid CONSTRAINT booking_event_booking REFERENCES booking (id) ON DELETE CASCADE,
     event integer CONSTRAINT booking_event_event CHECK (event >= 1),
     previous integer,
     from_state text,
     state text NOT NULL,
     actor text NOT NULL CONSTRAINT booking_event_actor CHECK (actor IN ('customer', 'merchant', 'town', 'system')),
     account_id uuid,
     agent_id uuid,
     reason text CONSTRAINT booking_event_reason CHECK (reason IN ('closed', 'absent', 'full', 'not-confirmed', 'other')),
     starts_at timestamptz NOT NULL,
     is_moved boolean NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT booking_event_pkey PRIMARY KEY (booking_id, event),
     CONSTRAINT booking_event_state UNIQUE (booking_id, event, state),
     CONSTRAINT booking_event_follows FOREIGN KEY (booking_id, previous, from_state)
       REFERENCES booking_event (booking_id, event, state),
     CONSTRAINT booking_event_begins CHECK (
       (event = 1) = (previous IS NULL) AND (previous IS NULL) = (from_state IS NULL)
       AND (event > 1 OR (state IN ('pending', 'confirmed') AND NOT is_moved))),
     CONSTRAINT booking_event_in_order CHECK (previous = event - 1),
     CONSTRAINT booking_event_transition CHECK (
       from_state IS NULL
       OR (is_moved AND from_state IN ('pending', 'confirmed') AND state IN ('pending', 'confirmed'))
       OR (NOT is_moved AND (from_state, state) IN (${TRANSITIONS})))
   )`,
  `COMMENT ON TABLE booking_event IS 'What became of a booking, step by step: each follows the one before it by a transition that exists'`,
  `COMMENT ON COLUMN booking_event.starts_at IS 'Its time after this step'`,
  `ALTER TABLE booking ADD CONSTRAINT booking_is_as_its_event
     FOREIGN KEY (id, event, state) REFERENCES booking_event (booking_id, event, state) DEFERRABLE INITIALLY DEFERRED`,
  `CREATE TABLE booking_recipient (
     id uuid PRIMARY KEY,
     booking_id uuid NOT NULL,
     event integer NOT NULL,
     account_id uuid NOT NULL CONSTRAINT booking_recipient_account REFERENCES account (id) ON DELETE CASCADE,
     CONSTRAINT booking_recipient_event FOREIGN KEY (booking_id, event) REFERENCES booking_event (booking_id, event) ON DELETE CASCADE,
     CONSTRAINT booking_recipient_once UNIQUE (booking_id, event, account_id)
   )`,
  `COMMENT ON TABLE booking_recipient IS 'Whom of the shop a step of a booking was mailed to'`,
  `CREATE INDEX booking_recipient_by_account ON booking_recipient (account_id)`,
];

/** What can be booked, and what was booked. */
export class Agendas1764750000000 implements MigrationInterface {
  readonly name = 'Agendas1764750000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...agendas, ...bookings]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP CONSTRAINT booking_is_as_its_event');
    for (const table of [
      'booking_recipient',
      'booking_event',
      'booking_resource',
      'booking',
      'agenda_service_resource',
      'agenda_service',
      'agenda_resource',
      'agenda',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
