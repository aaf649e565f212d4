import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE listing_report
     ADD COLUMN taken_back jsonb CONSTRAINT listing_report_taken_back CHECK (jsonb_typeof(taken_back) = 'array')`,
  `COMMENT ON COLUMN listing_report.taken_back IS 'What is as before on the page since the last decision was taken back; null where none was'`,
];

/** A report whose decision was taken back says so while it waits again: who was told of the decision is told of that too. */
export class ReportsTakenBack1764390000000 implements MigrationInterface {
  readonly name = 'ReportsTakenBack1764390000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_report DROP COLUMN taken_back');
  }
}
