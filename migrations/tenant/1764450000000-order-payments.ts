import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = [
  'to-confirm',
  'received',
  'accepted',
  'preparing',
  'ready',
  'collected',
  'not-collected',
  'refused',
  'cancelled',
];
const HOLDING = ['to-confirm', 'received', 'accepted', 'preparing', 'ready', 'collected'];
const REASONS = [
  ...['customer', 'sold-out', 'rush', 'closed', 'no-show', 'other', 'unanswered', 'withdrawal'],
  ...['proposed', 'dropped', 'agreed', 'declined', 'lapsed', 'not-confirmed'],
];

/** As `1764440000000-orders-to-confirm` left it. */
const MOVES = `
  from_state IS NULL
  OR (delay_minutes IS NOT NULL AND from_state = state AND state IN ('received', 'accepted', 'preparing'))
  OR (delay_minutes IS NULL AND (from_state, state) IN (
    ('accepted', 'collected'), ('preparing', 'collected'), ('accepted', 'not-collected'),
    ('preparing', 'not-collected'), ('collected', 'accepted'), ('collected', 'preparing'),
    ('not-collected', 'accepted'), ('not-collected', 'preparing'), ('received', 'accepted'),
    ('received', 'refused'), ('received', 'cancelled'), ('accepted', 'preparing'),
    ('accepted', 'ready'), ('accepted', 'cancelled'), ('preparing', 'ready'),
    ('preparing', 'cancelled'), ('ready', 'collected'), ('ready', 'not-collected'),
    ('ready', 'cancelled'), ('accepted', 'received'), ('refused', 'received'),
    ('cancelled', 'received'), ('cancelled', 'accepted'), ('preparing', 'accepted'),
    ('ready', 'preparing'), ('ready', 'accepted'), ('collected', 'ready'),
    ('not-collected', 'ready')))
  OR (reason IS NOT NULL AND reason = 'withdrawal' AND actor = 'customer' AND delay_minutes IS NULL AND from_state = state
      AND state IN ('received', 'accepted', 'preparing', 'ready', 'collected'))
  OR (weighed IS NOT NULL AND actor = 'merchant' AND reason IS NULL AND delay_minutes IS NULL AND from_state = state
      AND state IN ('accepted', 'preparing', 'ready'))
  OR (delay_minutes IS NULL AND from_state = 'received' AND state = 'received'
      AND reason IS NOT NULL AND (actor, reason) IN (('merchant', 'proposed'), ('merchant', 'dropped'), ('customer', 'declined'), ('system', 'lapsed')))
  OR (delay_minutes IS NULL AND from_state = 'to-confirm'
      AND ((actor = 'customer' AND state IN ('received', 'cancelled')) OR (actor = 'system' AND state = 'cancelled')))`;
/** The provider says that it is paid, its customer cancels it, or its time is over: its shop knows nothing of it yet. */
const PAYS = `
  delay_minutes IS NULL AND from_state = 'to-pay'
  AND ((actor = 'customer' AND state = 'cancelled') OR (actor = 'system' AND state IN ('received', 'cancelled')))`;

const oneOf = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;

const check = (table: string, name: string, condition: string): string => `
  ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} CHECK (${condition})`;

const begins = (states: readonly string[]): string => `
  (event = 1) = (previous IS NULL) AND (previous IS NULL) = (from_state IS NULL) AND (event > 1 OR ${oneOf('state', states)})`;

const bySlot = (states: readonly string[]): string =>
  `CREATE INDEX customer_order_by_slot ON customer_order (listing_id, slot_from) WHERE ${oneOf('state', states)}`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE payment_account (
     listing_id integer PRIMARY KEY CONSTRAINT payment_account_listing REFERENCES listing (id) ON DELETE CASCADE,
     id uuid NOT NULL CONSTRAINT payment_account_id UNIQUE,
     account text NOT NULL CONSTRAINT payment_account_once UNIQUE CONSTRAINT payment_account_form CHECK (account ~ '^acct_[A-Za-z0-9]{1,60}$'),
     takes_payments boolean NOT NULL,
     accepts text NOT NULL CONSTRAINT payment_account_accepts CHECK (accepts IN ('shop', 'online', 'both')),
     connected_at timestamptz NOT NULL,
     disconnected_at timestamptz,
     checked_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE payment_account IS 'The account of a shop at the provider of payments, which is its merchant''s: an id, and no key'`,
  `COMMENT ON COLUMN payment_account.accepts IS 'Where its customers pay, once it takes payments'`,
  `CREATE TABLE order_payment (
     order_id uuid PRIMARY KEY CONSTRAINT order_payment_order REFERENCES customer_order (id) ON DELETE CASCADE,
     listing_id integer NOT NULL CONSTRAINT order_payment_listing REFERENCES listing (id) ON DELETE CASCADE,
     account text NOT NULL,
     cents integer NOT NULL CONSTRAINT order_payment_cents CHECK (cents > 0),
     checkouts smallint NOT NULL DEFAULT 0,
     checkout_until timestamptz,
     checkout text CONSTRAINT order_payment_checkout UNIQUE,
     checkout_url text,
     payment text CONSTRAINT order_payment_payment UNIQUE,
     state text NOT NULL CONSTRAINT order_payment_state CHECK (state IN ('unpaid', 'authorised', 'captured', 'cancelled')),
     captured_cents integer NOT NULL DEFAULT 0,
     refunded_cents integer NOT NULL DEFAULT 0,
     is_contested boolean NOT NULL DEFAULT false,
     problem text CONSTRAINT order_payment_problem CHECK (length(problem) BETWEEN 1 AND 100),
     created_at timestamptz NOT NULL,
     checked_at timestamptz,
     CONSTRAINT order_payment_amounts CHECK (refunded_cents BETWEEN 0 AND captured_cents AND captured_cents <= cents)
   )`,
  `COMMENT ON TABLE order_payment IS 'The payment online of an order, as the provider had it when it was asked last; it stays with the lines for the accounts'`,
  `COMMENT ON COLUMN order_payment.checkouts IS 'How often a page of payment was asked for: part of the key by which the provider knows a second attempt'`,
  `COMMENT ON COLUMN order_payment.problem IS 'What the provider answered to what is still to be done, by its code'`,
  `CREATE INDEX order_payment_by_listing ON order_payment (listing_id, created_at)`,
  `CREATE INDEX order_payment_unpaid ON order_payment (created_at) WHERE state = 'unpaid'`,
  `CREATE INDEX order_payment_problems ON order_payment (order_id) WHERE problem IS NOT NULL`,
  `CREATE TABLE order_payment_act (
     order_id uuid CONSTRAINT order_payment_act_payment REFERENCES order_payment (order_id) ON DELETE CASCADE,
     number smallint CONSTRAINT order_payment_act_number CHECK (number >= 1),
     kind text NOT NULL CONSTRAINT order_payment_act_kind CHECK (kind IN ('capture', 'cancel', 'refund')),
     cents integer NOT NULL CONSTRAINT order_payment_act_cents CHECK (cents >= 0),
     created_at timestamptz NOT NULL,
     outcome text CONSTRAINT order_payment_act_outcome CHECK (outcome IN ('done', 'failed', 'refused', 'replaced')),
     ended_at timestamptz,
     CONSTRAINT order_payment_act_pkey PRIMARY KEY (order_id, number),
     CONSTRAINT order_payment_act_ended CHECK ((outcome IS NULL) = (ended_at IS NULL))
   )`,
  `COMMENT ON TABLE order_payment_act IS 'What was asked of the provider about a payment, written before it is: order, kind and number are the key by which it does it once'`,
  `CREATE UNIQUE INDEX order_payment_act_open ON order_payment_act (order_id) WHERE outcome IS NULL`,
  `CREATE TABLE payment_event (
     id text PRIMARY KEY CONSTRAINT payment_event_form CHECK (id ~ '^evt_[A-Za-z0-9_]{1,100}$'),
     received_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE payment_event IS 'Events of the provider that arrived: one that comes again does nothing'`,
  `CREATE INDEX payment_event_to_erase ON payment_event (received_at)`,
  `CREATE TABLE payment_mismatch (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT payment_mismatch_listing REFERENCES listing (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT payment_mismatch_kind CHECK (kind IN ('no-order', 'no-payment', 'amount')),
     order_id uuid,
     payment text,
     ours_cents integer,
     theirs_cents integer,
     found_at timestamptz NOT NULL,
     seen_at timestamptz NOT NULL,
     gone_at timestamptz
   )`,
  `COMMENT ON TABLE payment_mismatch IS 'Where orders and the payments of the provider differ, and since when: for the operator, who decides'`,
  `CREATE UNIQUE INDEX payment_mismatch_once ON payment_mismatch (kind, coalesce(order_id::text, ''), coalesce(payment, '')) WHERE gone_at IS NULL`,
  `CREATE INDEX payment_mismatch_by_listing ON payment_mismatch (listing_id)`,
  check('customer_order', 'customer_order_state', oneOf('state', ['to-pay', ...STATES])),
  check('order_event', 'order_event_begins', begins(['received', 'to-confirm', 'to-pay'])),
  check('order_event', 'order_event_reason', oneOf('reason', [...REASONS, 'not-paid'])),
  check('order_event', 'order_event_transition', `${MOVES} OR (${PAYS})`),
  'DROP INDEX customer_order_by_slot',
  bySlot(['to-pay', ...HOLDING]),
  `CREATE INDEX customer_order_to_pay ON customer_order (created_at) WHERE state = 'to-pay'`,
];

/** Orders are paid online, on the account of their shop at a provider. */
export class OrderPayments1764450000000 implements MigrationInterface {
  readonly name = 'OrderPayments1764450000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where an order waited for its payment: what it went through has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customer_order_to_pay');
    await runner.query('DROP INDEX customer_order_by_slot');
    await runner.query(bySlot(HOLDING));
    await runner.query(check('order_event', 'order_event_transition', MOVES));
    await runner.query(check('order_event', 'order_event_reason', oneOf('reason', REASONS)));
    await runner.query(check('order_event', 'order_event_begins', begins(['received', 'to-confirm'])));
    await runner.query(check('customer_order', 'customer_order_state', oneOf('state', STATES)));
    for (const table of [
      'payment_mismatch',
      'payment_event',
      'order_payment_act',
      'order_payment',
      'payment_account',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
