import type { MigrationInterface, QueryRunner } from 'typeorm';

const COMMENTS: Readonly<Record<string, string>> = {
  closed_online_cents:
    'What of its sale the card had paid when the month of that was over; null: it is not, or nothing changed since',
  closed_unpaid_cents: 'The same of what nobody had paid',
  later: 'What changed of both since, with the day on which it did: entries of the journal of their own',
};

/** What is paid of a sale once its month is over is of the month in which it is paid. */
export class ClosedSales1764722000000 implements MigrationInterface {
  readonly name = 'ClosedSales1764722000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_payment ADD COLUMN closed_online_cents integer,
      ADD COLUMN closed_unpaid_cents integer, ADD COLUMN later jsonb`);
    for (const [column, comment] of Object.entries(COMMENTS))
      await runner.query(`COMMENT ON COLUMN order_payment.${column} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_payment DROP COLUMN closed_online_cents,
      DROP COLUMN closed_unpaid_cents, DROP COLUMN later`);
  }
}
