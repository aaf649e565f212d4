import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From a state to another, the second half for taking a touch back. Compared with `order-state.ts` by a test. */
const TRANSITIONS = [
  ['received', 'accepted'],
  ['received', 'refused'],
  ['received', 'cancelled'],
  ['accepted', 'preparing'],
  ['accepted', 'ready'],
  ['accepted', 'cancelled'],
  ['preparing', 'ready'],
  ['preparing', 'cancelled'],
  ['ready', 'collected'],
  ['ready', 'not-collected'],
  ['ready', 'cancelled'],
  ['accepted', 'received'],
  ['refused', 'received'],
  ['cancelled', 'received'],
  ['cancelled', 'accepted'],
  ['preparing', 'accepted'],
  ['ready', 'preparing'],
  ['ready', 'accepted'],
  ['collected', 'ready'],
  ['not-collected', 'ready'],
]
  .map(([from, to]) => `('${String(from)}', '${String(to)}')`)
  .join(', ');

const STATES = `('received', 'accepted', 'preparing', 'ready', 'collected', 'not-collected', 'refused', 'cancelled')`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE ordering_settings (
     listing_id integer PRIMARY KEY CONSTRAINT ordering_settings_listing REFERENCES listing (id) ON DELETE CASCADE,
     is_open boolean NOT NULL,
     kind text NOT NULL CONSTRAINT ordering_settings_kind CHECK (kind IN ('order', 'reservation')),
     paused_until timestamptz,
     pickup jsonb NOT NULL,
     updated_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN ordering_settings.pickup IS 'Rules of the pickup slots: length, step, capacity, notice, preparation, cut-off, horizon'`,
  `CREATE TABLE place_day (
     listing_id integer CONSTRAINT place_day_listing REFERENCES listing (id) ON DELETE CASCADE,
     day date,
     CONSTRAINT place_day_pkey PRIMARY KEY (listing_id, day)
   )`,
  `COMMENT ON TABLE place_day IS 'A row to lock: who decides whether a place has room on a day holds it'`,
  `CREATE TABLE order_number (
     listing_id integer CONSTRAINT order_number_listing REFERENCES listing (id) ON DELETE CASCADE,
     year smallint,
     last integer NOT NULL,
     CONSTRAINT order_number_pkey PRIMARY KEY (listing_id, year)
   )`,
  `COMMENT ON TABLE order_number IS 'The last number given in a year: raised by the transaction of the order, so that there are no gaps'`,
  `CREATE TABLE customer_order (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT customer_order_listing REFERENCES listing (id) ON DELETE CASCADE,
     year smallint NOT NULL,
     number integer NOT NULL,
     kind text NOT NULL CONSTRAINT customer_order_kind CHECK (kind IN ('order', 'reservation')),
     fulfilment text NOT NULL CONSTRAINT customer_order_fulfilment CHECK (fulfilment IN ('pickup')),
     state text NOT NULL CONSTRAINT customer_order_state CHECK (state IN ${STATES}),
     event integer NOT NULL,
     slot_from timestamptz NOT NULL,
     slot_until timestamptz NOT NULL,
     total_cents integer NOT NULL CONSTRAINT customer_order_total CHECK (total_cents > 0),
     items integer NOT NULL CONSTRAINT customer_order_items CHECK (items > 0),
     customer_name text CONSTRAINT customer_order_customer_name CHECK (length(customer_name) BETWEEN 1 AND 100),
     customer_email text CONSTRAINT customer_order_customer_email CHECK (length(customer_email) BETWEEN 3 AND 254),
     customer_phone text CONSTRAINT customer_order_customer_phone CHECK (length(customer_phone) BETWEEN 4 AND 20),
     note text CONSTRAINT customer_order_note CHECK (length(note) BETWEEN 1 AND 1000),
     code text NOT NULL CONSTRAINT customer_order_code CHECK (code ~ '^[0-9]{6}$'),
     locale text NOT NULL CONSTRAINT customer_order_locale CHECK (locale IN ('fr', 'en')),
     idempotency_key uuid NOT NULL CONSTRAINT customer_order_idempotency_key UNIQUE,
     content_digest text NOT NULL CONSTRAINT customer_order_content_digest CHECK (content_digest ~ '^[0-9a-f]{64}$'),
     created_at timestamptz NOT NULL,
     erased_at timestamptz,
     CONSTRAINT customer_order_slot CHECK (slot_from < slot_until),
     CONSTRAINT customer_order_numbered UNIQUE (listing_id, year, number),
     CONSTRAINT customer_order_has_customer CHECK (
       erased_at IS NOT NULL OR (customer_name IS NOT NULL AND (customer_email IS NOT NULL OR customer_phone IS NOT NULL))),
     CONSTRAINT customer_order_erased CHECK (
       erased_at IS NULL OR (customer_name IS NULL AND customer_email IS NULL AND customer_phone IS NULL AND note IS NULL))
   )`,
  `COMMENT ON COLUMN customer_order.kind IS 'An order owes money (code de la consommation, L221-14), a reservation nothing'`,
  `COMMENT ON COLUMN customer_order.event IS 'The event that gave it its state'`,
  `COMMENT ON COLUMN customer_order.code IS 'What is shown at the counter'`,
  `COMMENT ON COLUMN customer_order.content_digest IS 'SHA-256 of what was sent: the same key with something else is another order'`,
  `COMMENT ON COLUMN customer_order.erased_at IS 'When the customer was erased; lines and numbers stay for the accounts'`,
  `CREATE INDEX customer_order_by_slot ON customer_order (listing_id, slot_from)
     WHERE state IN ('received', 'accepted', 'preparing', 'ready', 'collected')`,
  `CREATE INDEX customer_order_to_do ON customer_order (listing_id, slot_from, id)
     WHERE state IN ('received', 'accepted', 'preparing', 'ready')`,
  `CREATE INDEX customer_order_by_time ON customer_order (listing_id, created_at DESC, id)`,
  `CREATE INDEX customer_order_to_erase ON customer_order (slot_until) WHERE erased_at IS NULL`,
  `CREATE INDEX customer_order_by_email ON customer_order (customer_email) WHERE customer_email IS NOT NULL`,
  `CREATE TABLE order_line (
     order_id uuid CONSTRAINT order_line_order REFERENCES customer_order (id) ON DELETE CASCADE,
     position smallint,
     product_id uuid NOT NULL CONSTRAINT order_line_product REFERENCES product (id) ON DELETE CASCADE,
     name text NOT NULL CONSTRAINT order_line_name CHECK (length(name) BETWEEN 1 AND 120),
     quantity integer NOT NULL CONSTRAINT order_line_quantity CHECK (quantity BETWEEN 1 AND 999),
     unit_cents integer NOT NULL CONSTRAINT order_line_unit CHECK (unit_cents BETWEEN 1 AND 10000000),
     total_cents integer NOT NULL CONSTRAINT order_line_total CHECK (total_cents = unit_cents::bigint * quantity),
     vat text NOT NULL CONSTRAINT order_line_vat CHECK (vat IN ('standard', 'intermediate', 'reduced', 'super-reduced')),
     vat_rate integer NOT NULL CONSTRAINT order_line_vat_rate CHECK (vat_rate BETWEEN 0 AND 10000),
     CONSTRAINT order_line_pkey PRIMARY KEY (order_id, position),
     CONSTRAINT order_line_once UNIQUE (order_id, product_id)
   )`,
  `COMMENT ON COLUMN order_line.vat_rate IS 'As it was at the time, in hundredths of a per cent: 550 is 5.5 %'`,
  `CREATE TABLE order_event (
     id uuid NOT NULL CONSTRAINT order_event_id UNIQUE,
     order_id uuid CONSTRAINT order_event_order REFERENCES customer_order (id) ON DELETE CASCADE,
     event integer CONSTRAINT order_event_event CHECK (event >= 1),
     previous integer,
     from_state text,
     state text NOT NULL,
     actor text NOT NULL CONSTRAINT order_event_actor CHECK (actor IN ('customer', 'merchant', 'town', 'system')),
     account_id uuid,
     reason text CONSTRAINT order_event_reason CHECK (reason IN ('customer', 'sold-out', 'rush', 'closed', 'no-show', 'other')),
     delay_minutes integer CONSTRAINT order_event_delay CHECK (delay_minutes BETWEEN 5 AND 1440),
     created_at timestamptz NOT NULL,
     CONSTRAINT order_event_pkey PRIMARY KEY (order_id, event),
     CONSTRAINT order_event_state UNIQUE (order_id, event, state),
     CONSTRAINT order_event_follows FOREIGN KEY (order_id, previous, from_state) REFERENCES order_event (order_id, event, state),
     CONSTRAINT order_event_begins CHECK ((event = 1) = (previous IS NULL) AND (previous IS NULL) = (from_state IS NULL) AND (event > 1 OR state = 'received')),
     CONSTRAINT order_event_in_order CHECK (previous = event - 1),
     CONSTRAINT order_event_transition CHECK (
       from_state IS NULL
       OR (delay_minutes IS NOT NULL AND from_state = state AND state IN ('received', 'accepted', 'preparing'))
       OR (delay_minutes IS NULL AND (from_state, state) IN (${TRANSITIONS})))
   )`,
  `COMMENT ON TABLE order_event IS 'What became of an order, step by step: each follows the one before it by a transition that exists'`,
  `CREATE TABLE order_recipient (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL CONSTRAINT order_recipient_order REFERENCES customer_order (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT order_recipient_account REFERENCES account (id) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE order_recipient IS 'Whom the order was mailed to'`,
  `CREATE INDEX order_recipient_by_order ON order_recipient (order_id)`,
  `CREATE INDEX order_recipient_by_account ON order_recipient (account_id)`,
  `ALTER TABLE customer_order ADD CONSTRAINT customer_order_is_as_its_event
     FOREIGN KEY (id, event, state) REFERENCES order_event (order_id, event, state) DEFERRABLE INITIALLY DEFERRED`,
];

/** Orders, their lines, and everything that becomes of them. */
export class Orders1764201000000 implements MigrationInterface {
  readonly name = 'Orders1764201000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order DROP CONSTRAINT customer_order_is_as_its_event');
    for (const table of [
      'order_recipient',
      'order_event',
      'order_line',
      'customer_order',
      'order_number',
      'place_day',
      'ordering_settings',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
