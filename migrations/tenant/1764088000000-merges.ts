import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE photo ADD COLUMN folder integer`,
  `UPDATE photo SET folder = listing_id`,
  `ALTER TABLE photo ALTER COLUMN folder SET NOT NULL`,
  `COMMENT ON COLUMN photo.folder IS 'Below which number its files lie: that of the listing that it was put on'`,
  `CREATE TABLE listing_merge (
     gone integer PRIMARY KEY CONSTRAINT listing_merge_gone REFERENCES listing (id) ON DELETE CASCADE,
     survivor integer NOT NULL CONSTRAINT listing_merge_survivor REFERENCES listing (id) ON DELETE CASCADE,
     moved jsonb NOT NULL,
     merged_by text NOT NULL,
     merged_at timestamptz NOT NULL,
     CONSTRAINT listing_merge_of_two CHECK (gone <> survivor)
   )`,
  `COMMENT ON TABLE listing_merge IS 'What went over when a listing was merged into another: what is given back when they are taken apart'`,
  `CREATE INDEX listing_merge_by_survivor ON listing_merge (survivor)`,
  `CREATE INDEX listing_merge_by_date ON listing_merge (merged_at DESC)`,
];

/** What people attached to a listing goes with it when it is merged, and comes back. */
export class Merges1764088000000 implements MigrationInterface {
  readonly name = 'Merges1764088000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE listing_merge');
    await runner.query('ALTER TABLE photo DROP COLUMN folder');
  }
}
