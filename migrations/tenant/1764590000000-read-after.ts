import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history knows what the public reads since a change, where other sources tell a part of it. */
export class ReadAfter1764590000000 implements MigrationInterface {
  readonly name = 'ReadAfter1764590000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision ADD COLUMN read_after jsonb');
    await runner.query(
      `COMMENT ON COLUMN listing_revision.read_before IS 'What other sources told of the fields beside what stood in the profile, as a profile would say it; of access whether one gets in with a wheelchair'`,
    );
    await runner.query(
      `COMMENT ON COLUMN listing_revision.read_after IS 'The same beside what stands in the profile since; null where the page showed the change only later'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing_revision DROP COLUMN read_after');
  }
}
