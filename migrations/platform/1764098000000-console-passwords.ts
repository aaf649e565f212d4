import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE console_account
     ADD COLUMN locale text NOT NULL DEFAULT 'fr' CONSTRAINT console_account_locale CHECK (locale IN ('fr', 'en'))`,
  `COMMENT ON COLUMN console_account.locale IS 'In which its mails are written: that of the invitation, then that of the last sign-in'`,
  `CREATE TABLE console_password_link (
     id uuid PRIMARY KEY,
     account_id uuid CONSTRAINT console_password_link_account REFERENCES console_account (id) ON DELETE CASCADE,
     tenant_id uuid NOT NULL CONSTRAINT console_password_link_tenant REFERENCES tenant (id) ON DELETE CASCADE,
     locale text NOT NULL CONSTRAINT console_password_link_locale CHECK (locale IN ('fr', 'en')),
     created_at timestamptz NOT NULL,
     used_at timestamptz
   )`,
  `COMMENT ON COLUMN console_password_link.account_id IS 'Null where the address has no account: asking takes as long, and says the same'`,
  `COMMENT ON COLUMN console_password_link.tenant_id IS 'Whose outbox and name carry the mail'`,
  `CREATE INDEX console_password_link_by_account ON console_password_link (account_id) WHERE account_id IS NOT NULL`,
  `CREATE INDEX console_password_link_by_tenant ON console_password_link (tenant_id)`,
  `CREATE INDEX console_password_link_by_age ON console_password_link (created_at)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON console_password_link TO halles_console`,
];

/** Links with which an account of the console chooses a new password, and the language that it is written to in. */
export class ConsolePasswords1764098000000 implements MigrationInterface {
  readonly name = 'ConsolePasswords1764098000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE console_password_link');
    await runner.query('ALTER TABLE console_account DROP COLUMN locale');
  }
}
