import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports whose writer proved to read the address that they left. */
export class ProvenReports1764094000000 implements MigrationInterface {
  readonly name = 'ProvenReports1764094000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_report ADD COLUMN email_proven_at timestamptz');
    await runner.query(
      `ALTER TABLE listing_report ADD CONSTRAINT listing_report_proven CHECK (email_proven_at IS NULL OR email IS NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_report DROP COLUMN email_proven_at');
  }
}
