import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is signed in finds what they ordered, whatever address they left. */
export class CustomerAccounts1764505000000 implements MigrationInterface {
  readonly name = 'CustomerAccounts1764505000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE customer_order
         ADD COLUMN account_id uuid CONSTRAINT customer_order_account REFERENCES account (id) ON DELETE SET NULL`,
    );
    await runner.query(
      `COMMENT ON COLUMN customer_order.account_id IS 'Account that its customer was signed in to; null: none, or it is erased'`,
    );
    await runner.query(
      'CREATE INDEX customer_order_by_account ON customer_order (account_id, created_at DESC) WHERE account_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order DROP COLUMN account_id');
  }
}
