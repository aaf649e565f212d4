import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = ['customer', 'sold-out', 'rush', 'closed', 'no-show', 'other', 'unanswered'];

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
    ('not-collected', 'ready')))`;
/** Who looked at the order before is told that it is another one now. */
const OF_A_PART = `
  reason = 'withdrawal' AND actor = 'customer' AND delay_minutes IS NULL AND from_state = state
  AND state IN ('received', 'accepted', 'preparing', 'ready', 'collected')`;

const transitionCheck = (condition: string): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_transition,
    ADD CONSTRAINT order_event_transition CHECK (${condition})`;

const reasonCheck = (reasons: readonly string[]): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_reason,
    ADD CONSTRAINT order_event_reason CHECK (reason IN (${reasons.map((reason) => `'${reason}'`).join(', ')}))`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE order_withdrawal (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL CONSTRAINT order_withdrawal_order REFERENCES customer_order (id) ON DELETE CASCADE,
     listing_id integer NOT NULL CONSTRAINT order_withdrawal_listing REFERENCES listing (id) ON DELETE CASCADE,
     customer_name text CONSTRAINT order_withdrawal_customer_name CHECK (length(customer_name) BETWEEN 1 AND 100),
     customer_email text CONSTRAINT order_withdrawal_customer_email CHECK (length(customer_email) BETWEEN 3 AND 254),
     amount_cents integer NOT NULL CONSTRAINT order_withdrawal_amount CHECK (amount_cents > 0),
     is_refund_due boolean NOT NULL,
     created_at timestamptz NOT NULL,
     refunded_at timestamptz,
     refunded_by uuid,
     CONSTRAINT order_withdrawal_refunded CHECK (refunded_at IS NULL OR is_refund_due)
   )`,
  `COMMENT ON TABLE order_withdrawal IS 'What customers withdrew from, by code de la consommation, L221-18 and L221-21'`,
  `COMMENT ON COLUMN order_withdrawal.is_refund_due IS 'Whether the goods had been handed over, and hence paid for'`,
  `CREATE INDEX order_withdrawal_by_order ON order_withdrawal (order_id)`,
  `CREATE INDEX order_withdrawal_by_email ON order_withdrawal (lower(btrim(normalize(customer_email, NFKC))))`,
  `CREATE INDEX order_withdrawal_unpaid ON order_withdrawal (listing_id, created_at)
     WHERE is_refund_due AND refunded_at IS NULL`,
  `CREATE INDEX order_withdrawal_to_erase ON order_withdrawal (created_at) WHERE customer_email IS NOT NULL`,
  `CREATE TABLE order_withdrawal_line (
     order_id uuid,
     position smallint,
     withdrawal_id uuid NOT NULL CONSTRAINT order_withdrawal_line_withdrawal REFERENCES order_withdrawal (id) ON DELETE CASCADE,
     CONSTRAINT order_withdrawal_line_pkey PRIMARY KEY (order_id, position),
     CONSTRAINT order_withdrawal_line_line FOREIGN KEY (order_id, position) REFERENCES order_line (order_id, position) ON DELETE CASCADE
   )`,
  `COMMENT ON TABLE order_withdrawal_line IS 'Each line of an order is withdrawn from once'`,
  `CREATE INDEX order_withdrawal_line_by_withdrawal ON order_withdrawal_line (withdrawal_id)`,
  reasonCheck([...REASONS, 'withdrawal']),
  transitionCheck(`${MOVES} OR (${OF_A_PART})`),
];

/** Customers withdraw from what they ordered, on the page of the order. */
export class OrderWithdrawals1764340000000 implements MigrationInterface {
  readonly name = 'OrderWithdrawals1764340000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where somebody withdrew: what their orders went through has no other words. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(transitionCheck(MOVES));
    await runner.query(reasonCheck(REASONS));
    await runner.query('DROP TABLE order_withdrawal_line');
    await runner.query('DROP TABLE order_withdrawal');
  }
}
