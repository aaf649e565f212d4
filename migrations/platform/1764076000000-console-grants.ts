import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE console_grant (
     account_id uuid NOT NULL CONSTRAINT console_grant_account REFERENCES console_account (id) ON DELETE CASCADE,
     role text NOT NULL CONSTRAINT console_grant_role CHECK (role IN ('operator', 'manager', 'agent')),
     tenant_id uuid CONSTRAINT console_grant_tenant REFERENCES tenant (id) ON DELETE CASCADE,
     granted_by uuid CONSTRAINT console_grant_author REFERENCES console_account (id) ON DELETE SET NULL,
     granted_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT console_grant_scope CHECK ((role = 'operator') = (tenant_id IS NULL)),
     CONSTRAINT console_grant_once UNIQUE NULLS NOT DISTINCT (account_id, tenant_id)
   )`,
  `COMMENT ON COLUMN console_grant.tenant_id IS 'Null on the installation as a whole: operators only'`,
  `CREATE INDEX console_grant_by_tenant ON console_grant (tenant_id) WHERE tenant_id IS NOT NULL`,
  // Whoever had an account until now was an operator.
  `INSERT INTO console_grant (account_id, role) SELECT id, 'operator' FROM console_account`,
  `ALTER TABLE console_account
     ADD COLUMN totp_secret bytea,
     ADD COLUMN totp_confirmed_at timestamptz,
     ADD COLUMN totp_step bigint,
     ADD CONSTRAINT console_account_totp_whole CHECK (totp_confirmed_at IS NULL OR totp_secret IS NOT NULL)`,
  `COMMENT ON COLUMN console_account.totp_secret IS 'Sealed with a key derived from MASTER_KEY'`,
  `COMMENT ON COLUMN console_account.totp_step IS 'The last step of time whose code was used: a code serves once'`,
  `CREATE TABLE console_recovery_code (
     account_id uuid NOT NULL CONSTRAINT console_recovery_code_account REFERENCES console_account (id) ON DELETE CASCADE,
     code_hash bytea NOT NULL CONSTRAINT console_recovery_code_sha256 CHECK (length(code_hash) = 32),
     used_at timestamptz,
     CONSTRAINT console_recovery_code_pkey PRIMARY KEY (account_id, code_hash)
   )`,
  `ALTER TABLE console_session ADD COLUMN second_factor_at timestamptz`,
  `COMMENT ON COLUMN console_session.second_factor_at IS 'When a code of the second factor was given; null: the password alone'`,
  `CREATE TABLE console_invitation (
     id uuid PRIMARY KEY,
     tenant_id uuid NOT NULL CONSTRAINT console_invitation_tenant REFERENCES tenant (id) ON DELETE CASCADE,
     email text NOT NULL CONSTRAINT console_invitation_email CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
     name text NOT NULL CONSTRAINT console_invitation_name CHECK (length(name) BETWEEN 1 AND 100),
     role text NOT NULL CONSTRAINT console_invitation_role CHECK (role IN ('manager', 'agent')),
     locale text NOT NULL CONSTRAINT console_invitation_locale CHECK (locale IN ('fr', 'en')),
     state text NOT NULL DEFAULT 'open' CONSTRAINT console_invitation_state CHECK (state IN ('open', 'accepted', 'revoked')),
     sending integer NOT NULL DEFAULT 1,
     invited_by uuid CONSTRAINT console_invitation_author REFERENCES console_account (id) ON DELETE SET NULL,
     created_at timestamptz NOT NULL,
     sent_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN console_invitation.sending IS 'How often it was sent: each sending has a link of its own, and the one before ends'`,
  `CREATE UNIQUE INDEX console_invitation_once ON console_invitation (tenant_id, email) WHERE state = 'open'`,
];

const grants = [
  `GRANT INSERT ON console_account TO halles_console`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON console_grant, console_recovery_code, console_invitation TO halles_console`,
];

/** Who of the console may do what where, their second factor, and invitations by mail. */
export class ConsoleGrants1764076000000 implements MigrationInterface {
  readonly name = 'ConsoleGrants1764076000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...grants]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['console_invitation', 'console_recovery_code', 'console_grant'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE console_session DROP COLUMN second_factor_at');
    await runner.query(
      'ALTER TABLE console_account DROP COLUMN totp_secret, DROP COLUMN totp_confirmed_at, DROP COLUMN totp_step',
    );
    await runner.query('REVOKE INSERT ON console_account FROM halles_console');
  }
}
