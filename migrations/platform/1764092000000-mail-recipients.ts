import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE mail_recipient (
     address_hash bytea NOT NULL CONSTRAINT mail_recipient_hash CHECK (length(address_hash) = 32),
     delivery uuid NOT NULL,
     sent_at timestamptz NOT NULL,
     CONSTRAINT mail_recipient_pkey PRIMARY KEY (address_hash, delivery)
   )`,
  `COMMENT ON TABLE mail_recipient IS 'Mails of one day to addresses that nobody proved, of all territories: one mailbox is sent a few of each kind'`,
  `COMMENT ON COLUMN mail_recipient.address_hash IS 'HMAC of the address and the kind of mail, with a key derived from MASTER_KEY'`,
  `CREATE INDEX mail_recipient_by_time ON mail_recipient (sent_at)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON mail_recipient TO halles_relay`,
];

/** How many mails went lately to addresses that nobody proved. */
export class MailRecipients1764092000000 implements MigrationInterface {
  readonly name = 'MailRecipients1764092000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_recipient');
  }
}
