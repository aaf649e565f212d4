import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has their account erased stays known to the shops that still prepare something for them, until that is over. */
export class CustomersWhoLeave1764620000000 implements MigrationInterface {
  readonly name = 'CustomersWhoLeave1764620000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE customer_order ADD COLUMN forgets_customer boolean NOT NULL DEFAULT false',
    );
    await runner.query(
      `COMMENT ON COLUMN customer_order.forgets_customer IS 'Who ordered had their account erased: they are forgotten once it is over'`,
    );
    await runner.query(
      'CREATE INDEX customer_order_to_forget ON customer_order (state) WHERE forgets_customer AND erased_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order DROP COLUMN forgets_customer');
  }
}
