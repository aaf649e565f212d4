import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE console_account ADD COLUMN wants_digest boolean NOT NULL DEFAULT true`,
  `COMMENT ON COLUMN console_account.wants_digest IS 'Whether its owner is mailed in the morning what waits in the queues'`,
  `CREATE TABLE console_digest (
     id uuid PRIMARY KEY,
     account_id uuid NOT NULL CONSTRAINT console_digest_account REFERENCES console_account (id) ON DELETE CASCADE,
     tenant_id uuid NOT NULL CONSTRAINT console_digest_tenant REFERENCES tenant (id) ON DELETE CASCADE,
     day date NOT NULL,
     CONSTRAINT console_digest_once UNIQUE (account_id, tenant_id, day)
   )`,
  `COMMENT ON TABLE console_digest IS 'Who was promised a mail of what waits on a territory, and for which of its days: one at most'`,
  `CREATE INDEX console_digest_by_day ON console_digest (tenant_id, day)`,
  `GRANT SELECT, INSERT, DELETE ON console_digest TO halles_console`,
];

/** The mail that tells agents in the morning what waits for them. */
export class ConsoleDigests1764242000000 implements MigrationInterface {
  readonly name = 'ConsoleDigests1764242000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE console_digest');
    await runner.query('ALTER TABLE console_account DROP COLUMN wants_digest');
  }
}
