import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
// No row is read for a constraint: the next migration asks those that there are.

const statements = [
  'ALTER TABLE gauge_decision DROP CONSTRAINT gauge_decision_decision',
  `ALTER TABLE gauge_decision
     ADD CONSTRAINT gauge_decision_decision CHECK (decision IN ('proposed', 'split', 'kept')) NOT VALID`,
  'ALTER TABLE booking_event ADD COLUMN party smallint',
  `ALTER TABLE booking_event
     ADD CONSTRAINT booking_event_party CHECK (party IS NULL OR (party BETWEEN 1 AND 98 AND is_moved)) NOT VALID`,
  `COMMENT ON COLUMN booking_event.party IS 'How many still come at its time, where its customer divided a party in two bookings; null: it was not'`,
];

/** A party above the gauge comes at two times, where its customer agrees. */
export class SplitParties1764870000003 implements MigrationInterface {
  readonly name = 'SplitParties1764870000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Refused where somebody was asked to come at two times. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking_event DROP COLUMN party');
    await runner.query('ALTER TABLE gauge_decision DROP CONSTRAINT gauge_decision_decision');
    await runner.query(
      `ALTER TABLE gauge_decision
         ADD CONSTRAINT gauge_decision_decision CHECK (decision IN ('proposed', 'kept'))`,
    );
  }
}
