import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  'ALTER TABLE customer_order ADD COLUMN collected_at timestamptz',
  `COMMENT ON COLUMN customer_order.collected_at IS 'When it was handed over, and so sold; null in every other state'`,
  `UPDATE customer_order o SET collected_at = e.at
     FROM (SELECT order_id, max(created_at) AS at FROM order_event
            WHERE state = 'collected' AND reason IS DISTINCT FROM 'withdrawal' GROUP BY order_id) e
    WHERE e.order_id = o.id AND o.state = 'collected'`,
  `CREATE INDEX customer_order_sold ON customer_order (listing_id, collected_at, id) WHERE state = 'collected'`,
  `CREATE INDEX order_withdrawal_sold ON order_withdrawal (listing_id, created_at, id) WHERE is_refund_due`,
];

/** The journal of sales: what was handed over when, found by shop and time. */
export class Sales1764367000000 implements MigrationInterface {
  readonly name = 'Sales1764367000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_withdrawal_sold');
    await runner.query('ALTER TABLE customer_order DROP COLUMN collected_at');
  }
}
