import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIGURES = [
  ...['placed', 'accepted', 'in-time', 'late', 'answer', 'pickup', 'missing'],
  ...['waiting', 'under-way', 'collected', 'not-collected', 'refused'],
  ...['cancelled-customer', 'cancelled-shop', 'cancelled-unanswered'],
  ...['sales', 'sold-cents', 'returns', 'returned-cents', 'sold', 'sold-grams'],
]
  .map((figure) => `'${figure}'`)
  .join(', ');

// Names are unqualified: the connection's search_path is the tenant's schema.
// Servers of the release before take orders meanwhile: no row of theirs is read or written here. The worker counts what there is.
const statements = [
  'ALTER TABLE customer_order ADD COLUMN answer_minutes integer, ADD COLUMN is_answered_late boolean',
  // Of the rows that there are none has any: they are not read for it.
  'ALTER TABLE customer_order ADD CONSTRAINT customer_order_answer_minutes CHECK (answer_minutes >= 0) NOT VALID',
  `COMMENT ON COLUMN customer_order.answer_minutes IS 'Minutes of opening time until the first answer of its shop; null: there is none, or nobody measured it'`,
  `COMMENT ON COLUMN customer_order.is_answered_late IS 'Whether its shop had been reminded before its first answer; null: there is none, or nobody knows'`,
  `CREATE TABLE order_daily (
     listing_id integer CONSTRAINT order_daily_listing REFERENCES listing (id) ON DELETE CASCADE,
     day date,
     figure text CONSTRAINT order_daily_figure CHECK (figure IN (${FIGURES})),
     item text CONSTRAINT order_daily_item CHECK (length(item) <= 40),
     count bigint NOT NULL CONSTRAINT order_daily_positive CHECK (count > 0),
     CONSTRAINT order_daily_pkey PRIMARY KEY (listing_id, day, figure, item)
   )`,
  `COMMENT ON TABLE order_daily IS 'Figures of the orders of a shop on a day of the territory''s calendar, counted anew whenever one of them changes: nothing of who ordered'`,
  `COMMENT ON COLUMN order_daily.item IS 'What is counted: a product, a weekday and hour (5-17), a number of minutes; empty: the day'`,
  `CREATE INDEX order_daily_of_town ON order_daily (figure, day, listing_id) INCLUDE (count) WHERE item = ''`,
  `CREATE TABLE order_daily_due (
     day date,
     listing_id integer CONSTRAINT order_daily_due_listing REFERENCES listing (id) ON DELETE CASCADE,
     id uuid,
     CONSTRAINT order_daily_due_pkey PRIMARY KEY (day, listing_id, id)
   )`,
  `COMMENT ON TABLE order_daily_due IS 'Days whose orders changed since they were counted, a row for each change: nobody waits for who adds one'`,
  `COMMENT ON COLUMN order_daily_due.id IS 'Of the event of the order that changed, or of the run that found it'`,
  `CREATE TABLE order_daily_check (
     id integer PRIMARY KEY CONSTRAINT order_daily_check_one_row CHECK (id = 1),
     known_from timestamptz NOT NULL,
     event_id uuid,
     checked_at timestamptz
   )`,
  `COMMENT ON TABLE order_daily_check IS 'How far the worker has looked at the steps of orders, for days that nobody marked; who counts a day holds it'`,
  `COMMENT ON COLUMN order_daily_check.known_from IS 'From when on it is known whether a shop had been reminded before it answered'`,
  `COMMENT ON COLUMN order_daily_check.event_id IS 'The last event that was looked at; null: none'`,
  `COMMENT ON COLUMN order_daily_check.checked_at IS 'When all events there were had been looked at; null: never'`,
];

/** Figures of orders by day, so that what they cost does not grow with the orders of the past. */
export class OrderDaily1764405000000 implements MigrationInterface {
  readonly name = 'OrderDaily1764405000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_daily_check');
    await runner.query('DROP TABLE order_daily_due');
    await runner.query('DROP TABLE order_daily');
    await runner.query('ALTER TABLE customer_order DROP COLUMN answer_minutes, DROP COLUMN is_answered_late');
  }
}
