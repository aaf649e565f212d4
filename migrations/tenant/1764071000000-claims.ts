import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const statements = [
  `CREATE TABLE claim (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT claim_listing REFERENCES listing (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT claim_account REFERENCES account (id) ON DELETE CASCADE,
     state text NOT NULL CONSTRAINT claim_state CHECK (state IN
       ('open', 'review', 'disputed', 'approved', 'refused', 'expired', 'withdrawn', 'released', 'transferred')),
     policy text NOT NULL CONSTRAINT claim_policy CHECK (policy IN ('automatic', 'trust', 'manual')),
     locale text NOT NULL CONSTRAINT claim_locale CHECK (locale IN ('fr', 'en')),
     created_at timestamptz NOT NULL,
     changed_at timestamptz NOT NULL,
     expires_at timestamptz,
     CONSTRAINT claim_open_expires CHECK ((state = 'open') = (expires_at IS NOT NULL))
   )`,
  `CREATE UNIQUE INDEX claim_one_under_way ON claim (listing_id, account_id) WHERE state IN ('open', 'review', 'disputed')`,
  `CREATE INDEX claim_by_listing ON claim (listing_id, id)`,
  `CREATE INDEX claim_by_account ON claim (account_id, id)`,
  `CREATE INDEX claim_to_decide ON claim (changed_at, id) WHERE state IN ('review', 'disputed')`,
  `CREATE INDEX claim_by_expiry ON claim (expires_at) WHERE state = 'open'`,
  `CREATE TABLE claim_proof (
     id uuid PRIMARY KEY,
     claim_id uuid NOT NULL CONSTRAINT claim_proof_claim REFERENCES claim (id) ON DELETE CASCADE,
     kind text NOT NULL CONSTRAINT claim_proof_kind CHECK (kind IN
       ('proconnect', 'phone-code', 'email-code', 'letter-code', 'document', 'town')),
     state text NOT NULL CONSTRAINT claim_proof_state CHECK (state IN ('asked', 'accepted', 'exhausted', 'superseded')),
     trust text NOT NULL CONSTRAINT claim_proof_trust CHECK (trust IN ('sure', 'unsure')),
     contact text,
     source text,
     tries smallint NOT NULL DEFAULT 0 CONSTRAINT claim_proof_tries CHECK (tries BETWEEN 0 AND 5),
     document jsonb,
     created_at timestamptz NOT NULL,
     expires_at timestamptz,
     printed_at timestamptz
   )`,
  `COMMENT ON COLUMN claim_proof.contact IS 'Where the code goes (E.164, an e-mail address, lines of an envelope), or the SIRET that ProConnect told'`,
  `COMMENT ON COLUMN claim_proof.document IS 'Key, type and size of a private file; null once it was deleted'`,
  `CREATE INDEX claim_proof_by_claim ON claim_proof (claim_id, id)`,
  `CREATE INDEX claim_proof_by_contact ON claim_proof (contact, created_at) WHERE contact IS NOT NULL`,
  `CREATE INDEX claim_proof_to_print ON claim_proof (created_at) WHERE kind = 'letter-code' AND state = 'asked'`,
  `CREATE INDEX claim_proof_with_document ON claim_proof (claim_id) WHERE document IS NOT NULL`,
  `CREATE TABLE claim_event (
     id uuid PRIMARY KEY,
     claim_id uuid NOT NULL CONSTRAINT claim_event_claim REFERENCES claim (id) ON DELETE CASCADE,
     step text NOT NULL CONSTRAINT claim_event_step CHECK (step IN
       ('start', 'prove', 'submit', 'contest', 'settle', 'approve', 'refuse', 'expire', 'withdraw', 'release', 'transfer')),
     state text NOT NULL,
     cause text NOT NULL,
     reason text,
     by_kind text NOT NULL CONSTRAINT claim_event_by CHECK (by_kind IN ('claimant', 'agent', 'system')),
     by_name text,
     at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN claim_event.cause IS 'Why, as a key of texts: the kind of the proof that decided, or what befell the claim'`,
  `COMMENT ON COLUMN claim_event.reason IS 'Why, in the words of the person who decided'`,
  `CREATE INDEX claim_event_by_claim ON claim_event (claim_id, id)`,
  `CREATE TABLE listing_transfer (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT listing_transfer_listing REFERENCES listing (id) ON DELETE CASCADE,
     from_account_id uuid NOT NULL CONSTRAINT listing_transfer_from REFERENCES account (id) ON DELETE CASCADE,
     to_email text NOT NULL,
     state text NOT NULL CONSTRAINT listing_transfer_state CHECK (state IN ('offered', 'accepted', 'declined', 'cancelled', 'expired')),
     locale text NOT NULL CONSTRAINT listing_transfer_locale CHECK (locale IN ('fr', 'en')),
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     closed_at timestamptz
   )`,
  `CREATE UNIQUE INDEX listing_transfer_one_at_a_time ON listing_transfer (listing_id) WHERE state = 'offered'`,
  `CREATE TABLE addition_request (
     id uuid PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT addition_request_account REFERENCES account (id) ON DELETE CASCADE,
     state text NOT NULL CONSTRAINT addition_request_state CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn')),
     siret text NOT NULL CONSTRAINT addition_request_siret CHECK (siret ~ '^[0-9]{14}$'),
     content jsonb NOT NULL,
     locale text NOT NULL CONSTRAINT addition_request_locale CHECK (locale IN ('fr', 'en')),
     listing_id integer CONSTRAINT addition_request_listing REFERENCES listing (id) ON DELETE SET NULL,
     reason text,
     decided_by text,
     created_at timestamptz NOT NULL,
     decided_at timestamptz
   )`,
  `CREATE UNIQUE INDEX addition_request_once ON addition_request (account_id, siret) WHERE state = 'asked'`,
  `CREATE INDEX addition_request_to_decide ON addition_request (created_at, id) WHERE state = 'asked'`,
];

const tables = ['addition_request', 'listing_transfer', 'claim_event', 'claim_proof', 'claim'];

/** Who asks to keep a listing, with what proof, and what became of it. */
export class Claims1764071000000 implements MigrationInterface {
  readonly name = 'Claims1764071000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
