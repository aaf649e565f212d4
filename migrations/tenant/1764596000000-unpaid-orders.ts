import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  'ALTER TABLE order_payment ADD COLUMN reminded_at timestamptz',
  `COMMENT ON COLUMN order_payment.reminded_at IS 'When its customer, who had not paid yet, was promised the mail with the link to pay; null: they were not'`,
  'ALTER TABLE payment_account ADD COLUMN lost_at timestamptz',
  `COMMENT ON COLUMN payment_account.lost_at IS 'Since when the provider knows the account no more: its holder closed it, or took it away from us; null: it is known'`,
];

/** Who has yet to pay is mailed the link, and an account that is closed is known as such. */
export class UnpaidOrders1764596000000 implements MigrationInterface {
  readonly name = 'UnpaidOrders1764596000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_account DROP COLUMN lost_at');
    await runner.query('ALTER TABLE order_payment DROP COLUMN reminded_at');
  }
}
