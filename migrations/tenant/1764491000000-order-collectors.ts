import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  // Of the rows that there are none has any: they are not read for it.
  'ALTER TABLE customer_order ADD COLUMN collector_name text',
  `ALTER TABLE customer_order
     ADD CONSTRAINT customer_order_collector CHECK (length(collector_name) BETWEEN 1 AND 100) NOT VALID`,
  `COMMENT ON COLUMN customer_order.collector_name IS 'Who collects it for its customer; removed with who ordered'`,
];

/** Somebody else may collect an order. */
export class OrderCollectors1764491000000 implements MigrationInterface {
  readonly name = 'OrderCollectors1764491000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order DROP COLUMN collector_name');
  }
}
