import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The release of open data notes which listings were not for the public when it was written. */
export class OpenDataHidden1764096000000 implements MigrationInterface {
  readonly name = 'OpenDataHidden1764096000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE open_data_release ADD COLUMN hidden_digest text
         CONSTRAINT open_data_release_hidden_digest CHECK (hidden_digest ~ '^[0-9a-f]{64}$')`,
    );
    await runner.query(
      `COMMENT ON COLUMN open_data_release.hidden_digest IS 'SHA-256 of the ids of the listings that were not for the public when it was written: another one means that a business in the files may not be shown any more'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE open_data_release DROP COLUMN hidden_digest');
  }
}
