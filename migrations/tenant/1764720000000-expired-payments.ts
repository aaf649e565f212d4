import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A payment online whose customer pays at the shop instead stays: by its row what is paid late is found, and goes back. */
export class ExpiredPayments1764720000000 implements MigrationInterface {
  readonly name = 'ExpiredPayments1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_payment ADD COLUMN expired_at timestamptz');
    await runner.query(
      `COMMENT ON COLUMN order_payment.expired_at IS 'When its customer chose to pay at the shop instead: nothing is owed on it, and what is paid late goes back; null: they did not'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_payment DROP COLUMN expired_at');
  }
}
