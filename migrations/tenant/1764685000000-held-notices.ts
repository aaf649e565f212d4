import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE order_event ADD COLUMN is_held boolean NOT NULL DEFAULT false,
     ADD COLUMN takes_back boolean NOT NULL DEFAULT false`,
  `COMMENT ON COLUMN order_event.is_held IS 'What tells its customer of the step was not promised with it, but waits for the notices_due_at of the order'`,
  `COMMENT ON COLUMN order_event.takes_back IS 'Takes back the step before it, of which its customer had been told nothing: they hear of neither'`,
  `ALTER TABLE customer_order ADD COLUMN notices_due_at timestamptz, ADD COLUMN notices_from integer`,
  `ALTER TABLE customer_order ADD CONSTRAINT customer_order_held_notices
     CHECK ((notices_due_at IS NULL) = (notices_from IS NULL)) NOT VALID`,
  `COMMENT ON COLUMN customer_order.notices_due_at IS 'When its customer is told of the steps that are held; null: none is'`,
  `COMMENT ON COLUMN customer_order.notices_from IS 'The first event that is held'`,
  `CREATE INDEX customer_order_notices_due ON customer_order (notices_due_at) WHERE notices_due_at IS NOT NULL`,
];

/** Its customer is told of a step of an order once its shop had time to take it back. */
export class HeldNotices1764685000000 implements MigrationInterface {
  readonly name = 'HeldNotices1764685000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customer_order DROP COLUMN notices_due_at, DROP COLUMN notices_from');
    await runner.query('ALTER TABLE order_event DROP COLUMN is_held, DROP COLUMN takes_back');
  }
}
