import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a shop blocked is known by their account too, whatever address they left. */
export class AccountsOfBlockedCustomers1764545000000 implements MigrationInterface {
  readonly name = 'AccountsOfBlockedCustomers1764545000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE blocked_customer
         ADD COLUMN account_id uuid CONSTRAINT blocked_customer_account REFERENCES account (id) ON DELETE CASCADE`,
    );
    await runner.query(
      `COMMENT ON COLUMN blocked_customer.account_id IS 'Account that they were signed in to as they ordered; null: none'`,
    );
    await runner.query(
      'CREATE INDEX blocked_customer_by_account ON blocked_customer (account_id) WHERE account_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE blocked_customer DROP COLUMN account_id');
  }
}
