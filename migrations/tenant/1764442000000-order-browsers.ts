import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE order_browser (
     id uuid PRIMARY KEY,
     order_id uuid NOT NULL CONSTRAINT order_browser_order REFERENCES customer_order (id) ON DELETE CASCADE,
     endpoint text NOT NULL
       CONSTRAINT order_browser_endpoint CHECK (endpoint LIKE 'https://%' AND length(endpoint) <= 2000),
     p256dh text NOT NULL,
     auth text NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT order_browser_once UNIQUE (order_id, endpoint)
   )`,
  `COMMENT ON TABLE order_browser IS 'Browsers that are notified of what becomes of an order: erased with its customer'`,
];

/** Customers may be notified in their browsers. */
export class OrderBrowsers1764442000000 implements MigrationInterface {
  readonly name = 'OrderBrowsers1764442000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_browser');
  }
}
