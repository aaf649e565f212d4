import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history knows why the town changed a page without a report. */
export class RevisionReason1764420000000 implements MigrationInterface {
  readonly name = 'RevisionReason1764420000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision ADD COLUMN reason text');
    await runner.query(
      `COMMENT ON COLUMN listing_revision.reason IS 'Why the town made the change, where it said so without a report; who keeps the page reads it'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision DROP COLUMN reason');
  }
}
