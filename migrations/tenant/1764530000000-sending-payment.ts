import type { MigrationInterface, QueryRunner } from 'typeorm';

const LENGTH = 'length(payment_instructions) BETWEEN 1 AND 500';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  'ALTER TABLE fulfilment_settings ADD COLUMN payment_instructions text',
  `ALTER TABLE fulfilment_settings ADD CONSTRAINT fulfilment_settings_payment CHECK (${LENGTH}) NOT VALID`,
  `COMMENT ON COLUMN fulfilment_settings.payment_instructions IS 'Of sending: how customers pay before it, in the words of the shop; null: online alone'`,
  'ALTER TABLE customer_order ADD COLUMN payment_instructions text',
  `ALTER TABLE customer_order ADD CONSTRAINT customer_order_payment_instructions CHECK (${LENGTH}) NOT VALID`,
  `COMMENT ON COLUMN customer_order.payment_instructions IS 'How its shop asked to be paid before it is sent, as its customer read it when they ordered'`,
];

/** Who has an order sent by post reads before ordering how it is paid, and so does the order. */
export class SendingPayment1764530000000 implements MigrationInterface {
  readonly name = 'SendingPayment1764530000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['fulfilment_settings', 'customer_order'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN payment_instructions`);
  }
}
