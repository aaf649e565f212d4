import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE order_payment ADD COLUMN counter_cents integer NOT NULL DEFAULT 0`,
  `ALTER TABLE order_payment ADD CONSTRAINT order_payment_counter CHECK (counter_cents >= 0) NOT VALID`,
  `COMMENT ON COLUMN order_payment.counter_cents IS 'What of the order its shop says that it was paid at the counter, beside what the card was charged'`,
  // Until now the journal took for paid at the counter what of a hand-over was not charged: what was told stays as it was.
  `UPDATE order_payment p
      SET counter_cents = greatest(o.total_cents + o.fee_cents - p.captured_cents - coalesce((
            SELECT sum(w.amount_cents + w.fee_cents) FROM order_withdrawal w WHERE w.order_id = o.id AND NOT w.is_refund_due), 0), 0)
     FROM customer_order o
    WHERE o.id = p.order_id AND o.state = 'collected' AND (p.state IN ('captured', 'cancelled') OR p.problem IS NOT NULL)`,
];

/** What of an order that was to be paid online its shop took at the counter is what the shop says, and nothing else. */
export class CounterPayments1764595000000 implements MigrationInterface {
  readonly name = 'CounterPayments1764595000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_payment DROP COLUMN counter_cents');
  }
}
