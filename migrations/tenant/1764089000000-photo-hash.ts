import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the sweep of files asks of each of them. */
export class PhotoHash1764089000000 implements MigrationInterface {
  readonly name = 'PhotoHash1764089000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX photo_by_hash ON photo (hash) WHERE removed_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX photo_by_hash');
  }
}
