import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a payment in advance its shop gave back, outside of the platform, is noted with the order. */
export class AdvancesReturned1764860000000 implements MigrationInterface {
  readonly name = 'AdvancesReturned1764860000000';
  /** Orders are read and placed while rows are looked at. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // A server of the release before may say that nothing was paid after all, of an order of which a part was given back.
    await runner.query(
      `ALTER TABLE customer_order ADD COLUMN IF NOT EXISTS advance_returned_cents integer,
         ADD COLUMN IF NOT EXISTS advance_returned_at timestamptz,
         DROP CONSTRAINT IF EXISTS customer_order_advance_returned,
         ADD CONSTRAINT customer_order_advance_returned
           CHECK ((advance_returned_cents IS NULL AND advance_returned_at IS NULL)
             OR (advance_returned_cents > 0 AND advance_returned_at IS NOT NULL
                 AND (advance_cents IS NULL OR advance_returned_cents <= advance_cents))) NOT VALID`,
    );
    await runner.query('ALTER TABLE customer_order VALIDATE CONSTRAINT customer_order_advance_returned');
    await runner.query(
      `COMMENT ON COLUMN customer_order.advance_returned_cents IS 'What of advance_cents its shop noted as given back; null: nothing'`,
    );
    await runner.query(
      `COMMENT ON COLUMN customer_order.advance_returned_at IS 'When its shop noted that; null: it did not, or took it back'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE customer_order DROP COLUMN IF EXISTS advance_returned_cents, DROP COLUMN IF EXISTS advance_returned_at',
    );
  }
}
