import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE listing_report
     ADD COLUMN owner_answer jsonb CONSTRAINT listing_report_owner_answer CHECK (jsonb_typeof(owner_answer) = 'object')`,
  `COMMENT ON COLUMN listing_report.owner_answer IS 'When who keeps the page said that it is right and left it to the town, their account and what they wrote; null where they did not'`,
];

/** Who keeps a page cannot merge it: that a report of a duplicate is right goes to the town with their word. */
export class OwnersWordOnReports1764715000000 implements MigrationInterface {
  readonly name = 'OwnersWordOnReports1764715000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_report DROP COLUMN owner_answer');
  }
}
