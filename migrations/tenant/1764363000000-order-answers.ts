import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE order_event
     ADD COLUMN recipient_id uuid,
     ADD CONSTRAINT order_event_recipient CHECK (recipient_id IS NULL OR actor = 'merchant')`,
  `COMMENT ON COLUMN order_event.recipient_id IS 'The recipient of the shop (order_recipient) whose mailed link took the step; null: it was taken otherwise'`,
];

/** A shop answers an order by the link of its mail; the history says whose link it was. */
export class OrderAnswers1764363000000 implements MigrationInterface {
  readonly name = 'OrderAnswers1764363000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_event DROP COLUMN recipient_id');
  }
}
