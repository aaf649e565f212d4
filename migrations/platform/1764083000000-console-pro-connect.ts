import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE console_identity (
     issuer text NOT NULL CONSTRAINT console_identity_issuer CHECK (length(issuer) BETWEEN 1 AND 500),
     subject text NOT NULL CONSTRAINT console_identity_subject CHECK (length(subject) BETWEEN 1 AND 500),
     account_id uuid NOT NULL CONSTRAINT console_identity_account REFERENCES console_account (id) ON DELETE CASCADE,
     siren text CONSTRAINT console_identity_siren CHECK (siren ~ '^[0-9]{9}$'),
     linked_at timestamptz NOT NULL,
     CONSTRAINT console_identity_pkey PRIMARY KEY (issuer, subject),
     CONSTRAINT console_identity_one UNIQUE (account_id, issuer)
   )`,
  `COMMENT ON COLUMN console_identity.siren IS 'The company that the provider named when it was linked: with another one nobody signs in'`,
  `CREATE TABLE console_oidc_attempt (
     state_hash bytea PRIMARY KEY CONSTRAINT console_oidc_attempt_sha256 CHECK (length(state_hash) = 32),
     browser_hash bytea NOT NULL CONSTRAINT console_oidc_attempt_browser CHECK (length(browser_hash) = 32),
     nonce text NOT NULL,
     verifier bytea NOT NULL,
     account_id uuid CONSTRAINT console_oidc_attempt_account REFERENCES console_account (id) ON DELETE CASCADE,
     session_hash bytea CONSTRAINT console_oidc_attempt_session REFERENCES console_session (token_hash) ON DELETE SET NULL,
     return_to text NOT NULL CONSTRAINT console_oidc_attempt_return CHECK (return_to LIKE '/%' AND length(return_to) <= 1000),
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN console_oidc_attempt.verifier IS 'Of PKCE, sealed with a key derived from MASTER_KEY'`,
  `COMMENT ON COLUMN console_oidc_attempt.account_id IS 'The account that the identity is to be linked to; null for a sign-in'`,
  `COMMENT ON COLUMN console_oidc_attempt.session_hash IS 'The session that the browser left with: its cookie does not come along from another site'`,
  `CREATE INDEX console_oidc_attempt_by_account ON console_oidc_attempt (account_id) WHERE account_id IS NOT NULL`,
  `CREATE INDEX console_oidc_attempt_by_session ON console_oidc_attempt (session_hash) WHERE session_hash IS NOT NULL`,
  `CREATE INDEX console_oidc_attempt_by_end ON console_oidc_attempt (expires_at)`,
  `ALTER TABLE console_session ADD COLUMN id_token bytea`,
  `COMMENT ON COLUMN console_session.id_token IS 'What the provider that opened it signed, to sign out there; sealed with a key derived from MASTER_KEY'`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON console_identity TO halles_console`,
  `GRANT SELECT, INSERT, DELETE ON console_oidc_attempt TO halles_console`,
];

/** ProConnect for accounts of the console: linked identities, sign-ins under way, and what signing out there needs. */
export class ConsoleProConnect1764083000000 implements MigrationInterface {
  readonly name = 'ConsoleProConnect1764083000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE console_session DROP COLUMN id_token');
    for (const table of ['console_oidc_attempt', 'console_identity'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
