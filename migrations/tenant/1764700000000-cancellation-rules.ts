import type { MigrationInterface, QueryRunner } from 'typeorm';

const RULES = `('slot', 'two-hours', 'eve', 'day', 'two-days', 'accepted')`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE ordering_settings ADD COLUMN cancellation text NOT NULL DEFAULT 'slot'`,
  `ALTER TABLE ordering_settings ADD CONSTRAINT ordering_settings_cancellation CHECK (cancellation IN ${RULES}) NOT VALID`,
  `COMMENT ON COLUMN ordering_settings.cancellation IS 'Until when customers may cancel orders that were accepted: of orders to come'`,
  'ALTER TABLE sale_terms ADD COLUMN cancellation text',
  `ALTER TABLE sale_terms ADD CONSTRAINT sale_terms_cancellation CHECK (cancellation IN ${RULES}) NOT VALID`,
  `COMMENT ON COLUMN sale_terms.cancellation IS 'The rule that the terms say in words; null: terms from before there were such rules, which set no time'`,
];

/** A shop says until when its customers may cancel by themselves, and orders keep the rule that was accepted with their terms. */
export class CancellationRules1764700000000 implements MigrationInterface {
  readonly name = 'CancellationRules1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sale_terms DROP COLUMN cancellation');
    await runner.query('ALTER TABLE ordering_settings DROP COLUMN cancellation');
  }
}
