import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE account_session ADD COLUMN id_token bytea
     CONSTRAINT account_session_id_token_of_proconnect CHECK (id_token IS NULL OR authenticated_by = 'proconnect')`,
  `COMMENT ON COLUMN account_session.id_token IS 'What the provider that opened it signed, to sign out there; sealed with a key derived from MASTER_KEY'`,
];

/** Signing out at the identity provider too. */
export class ProviderSignOut1764083000000 implements MigrationInterface {
  readonly name = 'ProviderSignOut1764083000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account_session DROP COLUMN id_token');
  }
}
