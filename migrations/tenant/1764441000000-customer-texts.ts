import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers of orders may be texted. */
export class CustomerTexts1764441000000 implements MigrationInterface {
  readonly name = 'CustomerTexts1764441000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order ADD COLUMN wants_texts boolean NOT NULL DEFAULT false');
    await runner.query(
      `COMMENT ON COLUMN customer_order.wants_texts IS 'Whether its customer is texted what becomes of it: they asked for it, or gave a phone alone'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order DROP COLUMN wants_texts');
  }
}
