import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIGURES = [
  ...['placed', 'accepted', 'in-time', 'late', 'answer', 'pickup', 'missing'],
  ...['waiting', 'under-way', 'collected', 'not-collected', 'refused'],
  ...['cancelled-customer', 'cancelled-shop', 'cancelled-unanswered'],
  ...['sales', 'sold-cents', 'returns', 'returned-cents', 'sold', 'sold-grams'],
]
  .map((figure) => `'${figure}'`)
  .join(', ');

/**
 * The days of what there is, for the worker to count: a migration does not know the zone of its territory, and no zone is more
 * than a day away.
 */
const DUE = `
  INSERT INTO order_daily_due (listing_id, day, marks)
  SELECT DISTINCT e.listing_id, (e.at AT TIME ZONE 'UTC')::date + away.days, 1
    FROM (SELECT listing_id, created_at AS at FROM customer_order
          UNION ALL SELECT listing_id, collected_at FROM customer_order WHERE collected_at IS NOT NULL
          UNION ALL SELECT listing_id, created_at FROM order_withdrawal WHERE is_refund_due) e
   CROSS JOIN (VALUES (-1), (0), (1)) AS away (days)`;

/** Who had to be reminded is known of what was answered before; how long it took is not. */
const LATE = `
  UPDATE customer_order o
     SET is_answered_late = EXISTS (SELECT FROM order_assurance a WHERE a.order_id = o.id AND a.alerted_at <= e.at)
    FROM (SELECT order_id, min(created_at) AS at FROM order_event
           WHERE from_state = 'received' AND actor IN ('merchant', 'town') AND (state <> 'received' OR reason = 'proposed')
           GROUP BY order_id) e
   WHERE e.order_id = o.id`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE customer_order ADD COLUMN answer_minutes integer
     CONSTRAINT customer_order_answer_minutes CHECK (answer_minutes >= 0)`,
  'ALTER TABLE customer_order ADD COLUMN is_answered_late boolean',
  `COMMENT ON COLUMN customer_order.answer_minutes IS 'Minutes of opening time until the first answer of its shop; null: there is none, or nobody measured it'`,
  `COMMENT ON COLUMN customer_order.is_answered_late IS 'Whether its shop had been reminded before its first answer; null: there is none'`,
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
  'CREATE INDEX order_daily_by_day ON order_daily (day)',
  `CREATE TABLE order_daily_due (
     listing_id integer CONSTRAINT order_daily_due_listing REFERENCES listing (id) ON DELETE CASCADE,
     day date,
     marks integer NOT NULL,
     CONSTRAINT order_daily_due_pkey PRIMARY KEY (listing_id, day)
   )`,
  `COMMENT ON TABLE order_daily_due IS 'Days whose orders changed since they were counted'`,
  `COMMENT ON COLUMN order_daily_due.marks IS 'Raised by each change, which so holds the row until its transaction ends'`,
  DUE,
  LATE,
];

/** Figures of orders by day, so that what they cost does not grow with the orders of the past. */
export class OrderDaily1764405000000 implements MigrationInterface {
  readonly name = 'OrderDaily1764405000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_daily_due');
    await runner.query('DROP TABLE order_daily');
    await runner.query('ALTER TABLE customer_order DROP COLUMN answer_minutes');
    await runner.query('ALTER TABLE customer_order DROP COLUMN is_answered_late');
  }
}
