import type { MigrationInterface, QueryRunner } from 'typeorm';

// What was allowed is allowed still: no row is read for it.
const kinds = (names: string): readonly string[] => [
  'ALTER TABLE listing_report DROP CONSTRAINT listing_report_kind',
  `ALTER TABLE listing_report ADD CONSTRAINT listing_report_kind CHECK (kind IN (${names})) NOT VALID`,
];
const BEFORE = `'closed', 'moved', 'wrong-hours', 'not-here', 'duplicate', 'post', 'other'`;

/** Readers report that a business is open whose page says that it is closed for good. */
export class OpenReports1764485000000 implements MigrationInterface {
  readonly name = 'OpenReports1764485000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of kinds(`${BEFORE}, 'open'`)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "UPDATE listing_report SET kind = 'other', message = coalesce(message, 'open') WHERE kind = 'open'",
    );
    for (const statement of kinds(BEFORE)) await runner.query(statement);
  }
}
