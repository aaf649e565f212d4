import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The inbox of a shop tells of orders to come that their customers cancelled, however many it has behind it. */
export class CancelledOrders1764621000000 implements MigrationInterface {
  readonly name = 'CancelledOrders1764621000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX customer_order_cancelled ON customer_order (listing_id, slot_until) WHERE state = 'cancelled'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customer_order_cancelled');
  }
}
