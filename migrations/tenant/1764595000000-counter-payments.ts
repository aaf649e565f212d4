import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each by itself: as long as the table is locked nothing is read of it that grows with its rows. */
const columns = [
  `ALTER TABLE order_payment ADD COLUMN IF NOT EXISTS counter_cents integer NOT NULL DEFAULT 0`,
  `ALTER TABLE order_payment DROP CONSTRAINT IF EXISTS order_payment_counter`,
  `ALTER TABLE order_payment ADD CONSTRAINT order_payment_counter CHECK (counter_cents >= 0) NOT VALID`,
];
/** Until now the journal took for paid at the counter what of a hand-over was not charged: what was told stays as it was. */
const TOLD = `
  UPDATE order_payment p
     SET counter_cents = greatest(o.total_cents + o.fee_cents - p.captured_cents - coalesce((
           SELECT sum(w.amount_cents + w.fee_cents) FROM order_withdrawal w WHERE w.order_id = o.id AND NOT w.is_refund_due), 0), 0)
    FROM customer_order o
   WHERE o.id = p.order_id AND o.state = 'collected' AND (p.state IN ('captured', 'cancelled') OR p.problem IS NOT NULL)`;
const COMMENT =
  'What of the order its shop says that it was paid at the counter, beside what the card was charged';
const IS_TOLD = `
  SELECT 1 FROM pg_attribute a
   WHERE a.attrelid = 'order_payment'::regclass AND a.attname = 'counter_cents' AND col_description(a.attrelid, a.attnum) IS NOT NULL`;

/** What of an order that was to be paid online its shop took at the counter is what the shop says, and nothing else. */
export class CounterPayments1764595000000 implements MigrationInterface {
  readonly name = 'CounterPayments1764595000000';
  /** Payments are read and made while their rows are filled. */
  readonly transaction = false;

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    // The comment commits with the rows: where it is, they are filled, and what shops said since is theirs.
    if (((await runner.query(IS_TOLD)) as unknown[]).length > 0) return;
    for (const statement of columns) await runner.query(statement);
    const isOuter = runner.isTransactionActive;
    if (!isOuter) await runner.startTransaction();
    try {
      await runner.query(TOLD);
      await runner.query(`COMMENT ON COLUMN order_payment.counter_cents IS '${COMMENT}'`);
      if (!isOuter) await runner.commitTransaction();
    } catch (error) {
      if (!isOuter) await runner.rollbackTransaction();
      throw error;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_payment DROP COLUMN counter_cents');
  }
}
