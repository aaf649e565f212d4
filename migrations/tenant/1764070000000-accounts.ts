import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const accounts = [
  `CREATE TABLE account (
     id uuid PRIMARY KEY,
     email text NOT NULL CONSTRAINT account_email_taken UNIQUE
       CONSTRAINT account_email_lower CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
     name text NOT NULL CONSTRAINT account_name CHECK (length(name) BETWEEN 1 AND 100),
     locale text NOT NULL CONSTRAINT account_locale CHECK (locale IN ('fr', 'en')),
     password_hash text CONSTRAINT account_argon2id CHECK (password_hash LIKE '$argon2id$%'),
     verified_at timestamptz,
     totp_secret bytea,
     totp_confirmed_at timestamptz,
     totp_step bigint,
     created_at timestamptz NOT NULL DEFAULT now(),
     last_sign_in_at timestamptz,
     CONSTRAINT account_totp_whole CHECK (totp_confirmed_at IS NULL OR totp_secret IS NOT NULL)
   )`,
  `COMMENT ON COLUMN account.verified_at IS 'When its owner proved to read the mails of the address; null: an identity provider says so'`,
  `COMMENT ON COLUMN account.totp_secret IS 'Sealed with a key derived from MASTER_KEY'`,
  `COMMENT ON COLUMN account.totp_step IS 'The last step of time whose code was used: a code serves once'`,
  `CREATE TABLE account_recovery_code (
     account_id uuid NOT NULL CONSTRAINT account_recovery_code_account REFERENCES account (id) ON DELETE CASCADE,
     code_hash bytea NOT NULL CONSTRAINT account_recovery_code_sha256 CHECK (length(code_hash) = 32),
     used_at timestamptz,
     CONSTRAINT account_recovery_code_pkey PRIMARY KEY (account_id, code_hash)
   )`,
  `CREATE TABLE account_identity (
     issuer text NOT NULL CONSTRAINT account_identity_issuer CHECK (length(issuer) BETWEEN 1 AND 500),
     subject text NOT NULL CONSTRAINT account_identity_subject CHECK (length(subject) BETWEEN 1 AND 500),
     account_id uuid NOT NULL CONSTRAINT account_identity_account REFERENCES account (id) ON DELETE CASCADE,
     linked_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT account_identity_pkey PRIMARY KEY (issuer, subject)
   )`,
  `CREATE INDEX account_identity_by_account ON account_identity (account_id)`,
];

const sessions = [
  `CREATE TABLE account_session (
     id uuid PRIMARY KEY,
     token_hash bytea NOT NULL CONSTRAINT account_session_token UNIQUE
       CONSTRAINT account_session_sha256 CHECK (length(token_hash) = 32),
     account_id uuid NOT NULL CONSTRAINT account_session_account REFERENCES account (id) ON DELETE CASCADE,
     authenticated_by text NOT NULL CONSTRAINT account_session_means CHECK (authenticated_by IN ('password', 'link', 'proconnect')),
     siret text CONSTRAINT account_session_siret CHECK (siret ~ '^[0-9]{14}$'),
     browser text NOT NULL DEFAULT '' CONSTRAINT account_session_browser CHECK (length(browser) <= 200),
     created_at timestamptz NOT NULL DEFAULT now(),
     last_seen_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL,
     CONSTRAINT account_session_siret_of_proconnect CHECK (siret IS NULL OR authenticated_by = 'proconnect')
   )`,
  `COMMENT ON COLUMN account_session.siret IS 'The establishment that ProConnect says the person works for'`,
  `CREATE INDEX account_session_by_account ON account_session (account_id)`,
  `CREATE INDEX account_session_by_end ON account_session (expires_at)`,
  `CREATE TABLE account_link (
     id uuid PRIMARY KEY,
     kind text NOT NULL CONSTRAINT account_link_kind
       CHECK (kind IN ('sign-up', 'sign-in', 'password', 'email', 'confirm', 'second-step')),
     token_hash bytea NOT NULL CONSTRAINT account_link_token UNIQUE CONSTRAINT account_link_sha256 CHECK (length(token_hash) = 32),
     account_id uuid CONSTRAINT account_link_account REFERENCES account (id) ON DELETE CASCADE,
     email text NOT NULL CONSTRAINT account_link_email CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
     locale text NOT NULL CONSTRAINT account_link_locale CHECK (locale IN ('fr', 'en')),
     browser_hash bytea CONSTRAINT account_link_browser CHECK (length(browser_hash) = 32),
     carries jsonb NOT NULL DEFAULT '{}',
     created_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL,
     used_at timestamptz,
     CONSTRAINT account_link_of_account CHECK (account_id IS NOT NULL OR kind IN ('sign-up', 'sign-in', 'password'))
   )`,
  `COMMENT ON COLUMN account_link.account_id IS 'Null for a sign-up, and where the address has no account: its reader is told so'`,
  `COMMENT ON COLUMN account_link.browser_hash IS 'Hash of the cookie of the browser that asked for it: it opens in that one alone'`,
  `COMMENT ON COLUMN account_link.carries IS 'What its use needs: the account to make of a sign-up, where to go next, how the person signed in'`,
  `CREATE INDEX account_link_by_account ON account_link (account_id)`,
  `CREATE INDEX account_link_by_email ON account_link (email, created_at)`,
  `CREATE INDEX account_link_by_end ON account_link (expires_at)`,
  `CREATE TABLE oidc_attempt (
     state_hash bytea PRIMARY KEY CONSTRAINT oidc_attempt_sha256 CHECK (length(state_hash) = 32),
     browser_hash bytea NOT NULL CONSTRAINT oidc_attempt_browser CHECK (length(browser_hash) = 32),
     nonce text NOT NULL,
     verifier bytea NOT NULL,
     return_to text NOT NULL,
     locale text NOT NULL CONSTRAINT oidc_attempt_locale CHECK (locale IN ('fr', 'en')),
     account_id uuid CONSTRAINT oidc_attempt_account REFERENCES account (id) ON DELETE CASCADE,
     created_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN oidc_attempt.account_id IS 'The account that the identity is to be linked to; null for a sign-in'`,
  `CREATE INDEX oidc_attempt_by_account ON oidc_attempt (account_id) WHERE account_id IS NOT NULL`,
  `CREATE INDEX oidc_attempt_by_end ON oidc_attempt (expires_at)`,
];

const grants = [
  `CREATE TABLE account_grant (
     account_id uuid NOT NULL CONSTRAINT account_grant_account REFERENCES account (id) ON DELETE CASCADE,
     listing_id integer NOT NULL CONSTRAINT account_grant_listing REFERENCES listing (id) ON DELETE CASCADE,
     role text NOT NULL CONSTRAINT account_grant_role CHECK (role IN ('merchant-owner', 'merchant-staff')),
     permissions text[],
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT account_grant_pkey PRIMARY KEY (account_id, listing_id)
   )`,
  `COMMENT ON COLUMN account_grant.permissions IS 'Those of the role that are left; null for all of them'`,
  `CREATE INDEX account_grant_by_listing ON account_grant (listing_id)`,
  `CREATE UNIQUE INDEX account_grant_one_owner ON account_grant (listing_id) WHERE role = 'merchant-owner'`,
  `CREATE TABLE account_invitation (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT account_invitation_listing REFERENCES listing (id) ON DELETE CASCADE,
     email text NOT NULL CONSTRAINT account_invitation_email CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
     sending integer NOT NULL DEFAULT 1,
     permissions text[],
     locale text NOT NULL CONSTRAINT account_invitation_locale CHECK (locale IN ('fr', 'en')),
     invited_by uuid CONSTRAINT account_invitation_author REFERENCES account (id) ON DELETE SET NULL,
     state text NOT NULL DEFAULT 'open' CONSTRAINT account_invitation_state CHECK (state IN ('open', 'accepted', 'revoked')),
     created_at timestamptz NOT NULL DEFAULT now(),
     sent_at timestamptz NOT NULL DEFAULT now(),
     expires_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN account_invitation.sending IS 'How often it was sent: each sending has a link of its own, and the one before ends'`,
  `CREATE UNIQUE INDEX account_invitation_once ON account_invitation (listing_id, email) WHERE state = 'open'`,
  `CREATE INDEX account_invitation_by_author ON account_invitation (invited_by) WHERE invited_by IS NOT NULL`,
];

const tables = [
  'account_invitation',
  'account_grant',
  'oidc_attempt',
  'account_link',
  'account_session',
  'account_identity',
  'account_recovery_code',
  'account',
];

/** Accounts of a territory: who signs in, how, and what they may do on which listing. */
export class Accounts1764070000000 implements MigrationInterface {
  readonly name = 'Accounts1764070000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...accounts, ...sessions, ...grants]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
