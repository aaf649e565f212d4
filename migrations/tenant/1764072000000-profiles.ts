import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUTHORS = `('merchant', 'agent', 'link')`;

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE listing_profile (
     listing_id integer PRIMARY KEY CONSTRAINT listing_profile_listing REFERENCES listing (id) ON DELETE CASCADE,
     id uuid NOT NULL CONSTRAINT listing_profile_id UNIQUE,
     version integer NOT NULL CONSTRAINT listing_profile_version CHECK (version >= 0),
     content jsonb NOT NULL,
     authors jsonb NOT NULL,
     kept boolean NOT NULL,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN listing_profile.id IS 'By which what must happen later names it'`,
  `COMMENT ON COLUMN listing_profile.authors IS 'Who said each field last, and when'`,
  `COMMENT ON COLUMN listing_profile.kept IS 'Whether the listing has an owner who keeps it: then its facts are the merchant''s'`,
  `CREATE TABLE listing_revision (
     listing_id integer NOT NULL CONSTRAINT listing_revision_profile REFERENCES listing_profile (listing_id) ON DELETE CASCADE,
     version integer NOT NULL,
     author_kind text NOT NULL CONSTRAINT listing_revision_author_kind CHECK (author_kind IN ${AUTHORS}),
     account_id uuid CONSTRAINT listing_revision_account REFERENCES account (id) ON DELETE SET NULL,
     agent_id uuid,
     author_name text NOT NULL CONSTRAINT listing_revision_author_name CHECK (length(author_name) <= 100),
     changes jsonb NOT NULL,
     undoes integer,
     created_at timestamptz NOT NULL,
     CONSTRAINT listing_revision_pkey PRIMARY KEY (listing_id, version),
     CONSTRAINT listing_revision_undoes_earlier CHECK (undoes < version)
   )`,
  `COMMENT ON COLUMN listing_revision.agent_id IS 'An account of the console: the platform''s, which no table of a territory points at'`,
  `COMMENT ON COLUMN listing_revision.changes IS 'Each field that changed, as it was and as it is'`,
  `CREATE INDEX listing_revision_by_account ON listing_revision (account_id) WHERE account_id IS NOT NULL`,
  `CREATE TABLE profile_draft (
     listing_id integer NOT NULL CONSTRAINT profile_draft_listing REFERENCES listing (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT profile_draft_account REFERENCES account (id) ON DELETE CASCADE,
     changes jsonb NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT profile_draft_pkey PRIMARY KEY (listing_id, account_id)
   )`,
  `COMMENT ON COLUMN profile_draft.changes IS 'Each field that was changed and is not published yet, with the version that it was changed from'`,
  `CREATE INDEX profile_draft_by_account ON profile_draft (account_id)`,
];

/** What merchants, and agents for them, say of listings: as it is, each change, and what is not published yet. */
export class Profiles1764072000000 implements MigrationInterface {
  readonly name = 'Profiles1764072000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['profile_draft', 'listing_revision', 'listing_profile'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
