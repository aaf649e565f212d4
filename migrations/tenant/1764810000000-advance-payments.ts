import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers paid before an order is sent, by a transfer or a cheque, is noted by its shop with the order. */
export class AdvancePayments1764810000000 implements MigrationInterface {
  readonly name = 'AdvancePayments1764810000000';
  /** Orders are read and placed while rows are looked at. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE customer_order ADD COLUMN IF NOT EXISTS advance_cents integer,
         ADD COLUMN IF NOT EXISTS advance_at timestamptz,
         DROP CONSTRAINT IF EXISTS customer_order_advance,
         ADD CONSTRAINT customer_order_advance
           CHECK ((advance_cents IS NULL AND advance_at IS NULL) OR (advance_cents > 0 AND advance_at IS NOT NULL)) NOT VALID`,
    );
    await runner.query('ALTER TABLE customer_order VALIDATE CONSTRAINT customer_order_advance');
    await runner.query(
      `COMMENT ON COLUMN customer_order.advance_cents IS 'What its shop noted as paid before it is sent, outside of the platform; null: nothing'`,
    );
    await runner.query(
      `COMMENT ON COLUMN customer_order.advance_at IS 'When its shop noted that; null: it did not, or took it back'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE customer_order DROP COLUMN IF EXISTS advance_cents, DROP COLUMN IF EXISTS advance_at',
    );
  }
}
