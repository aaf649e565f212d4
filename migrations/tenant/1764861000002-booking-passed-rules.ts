import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE booking_event
     ADD COLUMN passed_rules text[],
     ADD CONSTRAINT booking_event_passed_rules CHECK (
       passed_rules IS NULL
       OR (actor IN ('merchant', 'town') AND cardinality(passed_rules) BETWEEN 1 AND 6
           AND passed_rules <@ ARRAY['hours', 'away', 'taken', 'party', 'gauge', 'gauge-rule'])) NOT VALID`,
  `COMMENT ON COLUMN booking_event.passed_rules IS 'What its shop knowingly passed over by this step; null: nothing'`,
];

/** A shop may knowingly book against its own rules, and its team reads that it did. */
export class BookingPassedRules1764861000002 implements MigrationInterface {
  readonly name = 'BookingPassedRules1764861000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking_event DROP COLUMN passed_rules');
  }
}
