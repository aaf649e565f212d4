import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE listing_report
     ADD COLUMN moved_to jsonb CONSTRAINT listing_report_moved_to CHECK (moved_to IS NULL OR kind IN ('moved', 'not-here'))`,
  `COMMENT ON COLUMN listing_report.moved_to IS 'Where the writer says that it is: the address as they typed it, and their pin where they put one'`,
];

/** A report that says that a business is somewhere else says where. */
export class ReportedPlaces1764352000000 implements MigrationInterface {
  readonly name = 'ReportedPlaces1764352000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_report DROP COLUMN moved_to');
  }
}
