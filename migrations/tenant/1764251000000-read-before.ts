import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history knows what the public read before somebody said it for the first time. */
export class ReadBefore1764251000000 implements MigrationInterface {
  readonly name = 'ReadBefore1764251000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision ADD COLUMN read_before jsonb');
    await runner.query(
      `COMMENT ON COLUMN listing_revision.read_before IS 'What other sources told of the fields that were said for the first time, as a profile would say it'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision DROP COLUMN read_before');
  }
}
