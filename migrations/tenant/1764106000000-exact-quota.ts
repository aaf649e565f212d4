import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE photo ADD COLUMN master_bytes integer CONSTRAINT photo_master_bytes CHECK (master_bytes BETWEEN 1 AND bytes)`,
  `COMMENT ON COLUMN photo.master_bytes IS 'The whole picture alone, which is what is left of a photo that was taken off; empty for those of before it was noted'`,
  `CREATE TABLE storage_room (
     id smallint PRIMARY KEY CONSTRAINT storage_room_one CHECK (id = 1)
   )`,
  `COMMENT ON TABLE storage_room IS 'Its one row is held by whoever stores a file, from the count of the bytes to the commit'`,
];

/** What is stored of photos that were taken off, and a row to hold while it is counted whether there is room. */
export class ExactQuota1764106000000 implements MigrationInterface {
  readonly name = 'ExactQuota1764106000000';

  // Names are unqualified: the connection's search_path is the tenant's schema.
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE storage_room');
    await runner.query('ALTER TABLE photo DROP COLUMN master_bytes');
  }
}
