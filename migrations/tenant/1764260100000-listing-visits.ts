import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. Accounts of the console are the platform's:
// no table of a tenant refers to them.
const statements = [
  `CREATE TABLE listing_visit (
     listing_id integer NOT NULL CONSTRAINT listing_visit_listing REFERENCES listing (id) ON DELETE CASCADE,
     visited_on date NOT NULL,
     account_id uuid NOT NULL,
     by_name text NOT NULL CONSTRAINT listing_visit_name CHECK (length(by_name) BETWEEN 1 AND 200),
     note text CONSTRAINT listing_visit_note CHECK (length(note) BETWEEN 1 AND 1000),
     visited_at timestamptz NOT NULL,
     CONSTRAINT listing_visit_pkey PRIMARY KEY (listing_id, visited_on, account_id)
   )`,
  `COMMENT ON TABLE listing_visit IS 'When an agent looked in on a business, and what was to be remembered of it'`,
  `CREATE INDEX listing_visit_by_age ON listing_visit (visited_at)`,
];

/** Visits of agents, with their notes. */
export class ListingVisits1764260100000 implements MigrationInterface {
  readonly name = 'ListingVisits1764260100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE listing_visit');
  }
}
