import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema. Accounts of the console are the platform's:
// no table of a tenant refers to them.
const statements = [
  `CREATE TABLE mandate (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT mandate_listing REFERENCES listing (id) ON DELETE CASCADE,
     state text NOT NULL CONSTRAINT mandate_state CHECK (state IN ('proposed', 'active', 'ended')),
     scope text[],
     giver_name text NOT NULL CONSTRAINT mandate_giver_name CHECK (length(giver_name) BETWEEN 1 AND 100),
     giver_quality text NOT NULL CONSTRAINT mandate_giver_quality CHECK (length(giver_quality) BETWEEN 1 AND 80),
     giver_email text CONSTRAINT mandate_giver_email CHECK (giver_email = lower(giver_email) AND length(giver_email) BETWEEN 3 AND 254),
     locale text NOT NULL CONSTRAINT mandate_locale CHECK (locale IN ('fr', 'en')),
     means text NOT NULL CONSTRAINT mandate_means CHECK (means IN ('screen', 'link')),
     signature text CONSTRAINT mandate_signature CHECK (length(signature) <= 20000),
     signed_as text CONSTRAINT mandate_signed_as CHECK (length(signed_as) BETWEEN 1 AND 100),
     proposed_by uuid NOT NULL,
     proposed_by_name text NOT NULL CONSTRAINT mandate_proposed_by_name CHECK (length(proposed_by_name) BETWEEN 1 AND 100),
     created_at timestamptz NOT NULL,
     ask_expires_at timestamptz,
     signed_at timestamptz,
     expires_at timestamptz NOT NULL,
     ended_at timestamptz,
     ended_by text CONSTRAINT mandate_ended_by CHECK (ended_by IN ('merchant', 'town', 'renewal')),
     CONSTRAINT mandate_active_is_signed CHECK (state <> 'active' OR signed_at IS NOT NULL),
     CONSTRAINT mandate_signed_by_means CHECK (signed_at IS NULL OR (means = 'screen') = (signature IS NOT NULL)),
     CONSTRAINT mandate_link_has_address CHECK (means = 'screen' OR giver_email IS NOT NULL),
     CONSTRAINT mandate_ended_says_by_whom CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL))
   )`,
  `COMMENT ON COLUMN mandate.scope IS 'Groups of fields that agents may edit; null for all of them'`,
  `COMMENT ON COLUMN mandate.signature IS 'Drawn on the screen: SVG path data on a grid of 600 by 200'`,
  `COMMENT ON COLUMN mandate.signed_as IS 'The name that was typed behind the link'`,
  `COMMENT ON COLUMN mandate.proposed_by IS 'An account of the console'`,
  `CREATE INDEX mandate_by_listing ON mandate (listing_id, created_at DESC)`,
  `CREATE UNIQUE INDEX mandate_one_active ON mandate (listing_id) WHERE state = 'active'`,
];

/** Merchants' leave for agents to act for them. */
export class Mandates1764075000000 implements MigrationInterface {
  readonly name = 'Mandates1764075000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mandate');
  }
}
