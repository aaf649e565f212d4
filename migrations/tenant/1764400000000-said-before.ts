import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history knows whose word a change took the place of: taken back, it is theirs again. */
export class SaidBefore1764400000000 implements MigrationInterface {
  readonly name = 'SaidBefore1764400000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision ADD COLUMN said_before jsonb');
    await runner.query(
      `COMMENT ON COLUMN listing_revision.said_before IS 'Who had said the fields that changed, and when'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision DROP COLUMN said_before');
  }
}
