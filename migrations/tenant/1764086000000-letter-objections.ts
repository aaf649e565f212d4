import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE letter_objection (
     listing_id integer PRIMARY KEY CONSTRAINT letter_objection_listing REFERENCES listing (id) ON DELETE CASCADE,
     noted_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE letter_objection IS 'Businesses that want no letter of the town hall any more (GDPR, article 21): kept as long as they are in the directory'`,
];

/** Who wants no letter that invites to keep a page. */
export class LetterObjections1764086000000 implements MigrationInterface {
  readonly name = 'LetterObjections1764086000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE letter_objection');
  }
}
