import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The page of an order that was cancelled since the account of its shop takes no payments says so, also once nothing is left to settle. */
export class ClosedAccounts1764650000000 implements MigrationInterface {
  readonly name = 'ClosedAccounts1764650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE order_payment ADD COLUMN is_account_closed boolean NOT NULL DEFAULT false',
    );
    await runner.query(
      `COMMENT ON COLUMN order_payment.is_account_closed IS 'The provider refused the account as its customer was about to pay'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_payment DROP COLUMN is_account_closed');
  }
}
