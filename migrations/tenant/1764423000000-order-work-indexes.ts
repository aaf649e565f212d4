import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody did with the orders of a shop is found by an index: orders are kept by the hundred thousand, for years. */
export class OrderWorkIndexes1764423000000 implements MigrationInterface {
  readonly name = 'OrderWorkIndexes1764423000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX order_event_by_account ON order_event (account_id) WHERE account_id IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX order_withdrawal_by_refunder ON order_withdrawal (refunded_by) WHERE refunded_by IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_withdrawal_by_refunder');
    await runner.query('DROP INDEX order_event_by_account');
  }
}
