import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE photo (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT photo_listing REFERENCES listing (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT photo_kind CHECK (kind IN ('photo', 'logo')),
     rank integer NOT NULL CONSTRAINT photo_rank CHECK (rank >= 0),
     alt_fr text CONSTRAINT photo_alt_fr CHECK (length(alt_fr) BETWEEN 1 AND 200),
     alt_en text CONSTRAINT photo_alt_en CHECK (length(alt_en) BETWEEN 1 AND 200),
     hash text NOT NULL CONSTRAINT photo_hash CHECK (hash ~ '^[0-9a-f]{24}$'),
     master text NOT NULL CONSTRAINT photo_master CHECK (master IN ('jpeg', 'png')),
     crop jsonb,
     variants jsonb NOT NULL CONSTRAINT photo_variants CHECK (jsonb_array_length(variants) > 0),
     bytes integer NOT NULL CONSTRAINT photo_bytes CHECK (bytes > 0),
     created_by uuid CONSTRAINT photo_author REFERENCES account (id) ON DELETE SET NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     removed_at timestamptz
   )`,
  `COMMENT ON COLUMN photo.hash IS 'Of what the addresses of its files serve: another cut is another hash'`,
  `COMMENT ON COLUMN photo.variants IS 'Its files that anybody may be served: [{format, width, height}]'`,
  `COMMENT ON COLUMN photo.bytes IS 'All its files together'`,
  `COMMENT ON COLUMN photo.removed_at IS 'Its public files are gone since; it can be put back for a day'`,
  `CREATE INDEX photo_by_listing ON photo (listing_id, rank)`,
  `CREATE INDEX photo_by_author ON photo (created_by) WHERE created_by IS NOT NULL`,
  `CREATE INDEX photo_by_removal ON photo (removed_at) WHERE removed_at IS NOT NULL`,
  `CREATE UNIQUE INDEX photo_one_logo ON photo (listing_id) WHERE kind = 'logo' AND removed_at IS NULL`,
];

/** Photographs and logos of listings: what is known of them; the files lie beside the database. */
export class Photos1764073000000 implements MigrationInterface {
  readonly name = 'Photos1764073000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE photo');
  }
}
