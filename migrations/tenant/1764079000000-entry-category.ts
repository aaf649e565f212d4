import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEAR = 'CREATE INDEX search_entry_near ON search_entry USING gist (key public.gist_int4_ops, place)';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE search_entry ADD COLUMN category integer`,
  `COMMENT ON COLUMN search_entry.category IS 'The key of the listing''s category: facets are counted from the index alone'`,
  `DROP INDEX search_entry_near`,
  `UPDATE search_entry e SET category = own.key FROM search_entry own JOIN search_key k ON k.id = own.key
    WHERE k.kind = 'category' AND own.listing = e.listing`,
  `${NEAR} INCLUDE (listing, opening, features, category)`,
];

/** Each entry of search says of which category its listing is. */
export class EntryCategory1764079000000 implements MigrationInterface {
  readonly name = 'EntryCategory1764079000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX search_entry_near');
    await runner.query('ALTER TABLE search_entry DROP COLUMN category');
    await runner.query(`${NEAR} INCLUDE (listing, opening, features)`);
  }
}
