import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history knows whose word a change took the place of: taken back, it is theirs again. */
export class AuthorsBefore1764400000000 implements MigrationInterface {
  readonly name = 'AuthorsBefore1764400000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision ADD COLUMN authors_before jsonb');
    await runner.query(
      `COMMENT ON COLUMN listing_revision.authors_before IS 'Who had said the fields that changed, and when'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision DROP COLUMN authors_before');
  }
}
