import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = ['customer', 'sold-out', 'rush', 'closed', 'no-show', 'other', 'unanswered'];

const reasonCheck = (reasons: readonly string[]): string => `
  ALTER TABLE order_event
    DROP CONSTRAINT order_event_reason,
    ADD CONSTRAINT order_event_reason CHECK (reason IN (${reasons.map((reason) => `'${reason}'`).join(', ')}))`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE order_withdrawal (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL CONSTRAINT order_withdrawal_order REFERENCES customer_order (id) ON DELETE CASCADE,
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
  `CREATE INDEX order_withdrawal_unpaid ON order_withdrawal (created_at) WHERE is_refund_due AND refunded_at IS NULL`,
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
];

/** Customers withdraw from what they ordered, on the page of the order. */
export class OrderWithdrawals1764340000000 implements MigrationInterface {
  readonly name = 'OrderWithdrawals1764340000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE order_event SET reason = 'customer' WHERE reason = 'withdrawal'`);
    await runner.query(reasonCheck(REASONS));
    await runner.query('DROP TABLE order_withdrawal_line');
    await runner.query('DROP TABLE order_withdrawal');
  }
}
