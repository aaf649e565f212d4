import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE open_data_release (
     id integer PRIMARY KEY CONSTRAINT open_data_release_one_row CHECK (id = 1),
     release uuid NOT NULL,
     directory_version bigint NOT NULL,
     context_digest text NOT NULL CONSTRAINT open_data_release_context_digest CHECK (context_digest ~ '^[0-9a-f]{64}$'),
     listings integer NOT NULL,
     written_at timestamptz NOT NULL,
     files jsonb NOT NULL
   )`,
  `COMMENT ON TABLE open_data_release IS 'Which files of the file storage are the open data at present; no row: none was written yet'`,
  `COMMENT ON COLUMN open_data_release.release IS 'Part of the names of its files'`,
  `COMMENT ON COLUMN open_data_release.directory_version IS 'Version of the directory before it was read'`,
  `COMMENT ON COLUMN open_data_release.context_digest IS 'SHA-256 of what else they depend on: the settings, the address of the portal, the day'`,
  `COMMENT ON COLUMN open_data_release.files IS 'Format, encoding, size and SHA-256 of each'`,
];

/** Open data is written to files. */
export class OpenData1764093000000 implements MigrationInterface {
  readonly name = 'OpenData1764093000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE open_data_release');
  }
}
