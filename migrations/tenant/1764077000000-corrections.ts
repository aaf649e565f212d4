import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE correction_link (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT correction_link_listing REFERENCES listing (id) ON DELETE CASCADE,
     email text NOT NULL CONSTRAINT correction_link_email CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
     locale text NOT NULL CONSTRAINT correction_link_locale CHECK (locale IN ('fr', 'en')),
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN correction_link.email IS 'The address that the directory knew when it was asked for: nobody types one'`,
  `CREATE INDEX correction_link_by_listing ON correction_link (listing_id, created_at)`,
  `CREATE INDEX correction_link_by_email ON correction_link (email)`,
  `CREATE TABLE correction (
     id uuid PRIMARY KEY,
     link_id uuid CONSTRAINT correction_link REFERENCES correction_link (id) ON DELETE SET NULL,
     listing_id integer NOT NULL CONSTRAINT correction_listing REFERENCES listing (id) ON DELETE CASCADE,
     changes jsonb NOT NULL,
     state text NOT NULL CONSTRAINT correction_state CHECK (state IN ('applied', 'open', 'accepted', 'refused')),
     doubt text CONSTRAINT correction_doubt CHECK (doubt IN ('kept', 'policy', 'address')),
     version integer,
     created_at timestamptz NOT NULL,
     decided_at timestamptz,
     decided_by text,
     CONSTRAINT correction_open_says_why CHECK (state <> 'open' OR doubt IS NOT NULL),
     CONSTRAINT correction_decided CHECK ((state IN ('accepted', 'refused')) = (decided_at IS NOT NULL))
   )`,
  `COMMENT ON COLUMN correction.doubt IS 'Why it waits for an agent: the listing has an owner, the town decides itself, the address is not the known one any more'`,
  `COMMENT ON COLUMN correction.version IS 'The version of the profile that it made: what an agent takes back'`,
  `CREATE INDEX correction_by_link ON correction (link_id)`,
  `CREATE INDEX correction_by_listing ON correction (listing_id)`,
  `CREATE INDEX correction_by_state ON correction (state, created_at)`,
];

/** Corrections by who has the mail of a business and no account. */
export class Corrections1764077000000 implements MigrationInterface {
  readonly name = 'Corrections1764077000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['correction', 'correction_link']) await runner.query(`DROP TABLE ${table}`);
  }
}
