import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const statements = [
  `CREATE TABLE conversation_mail (
     id uuid PRIMARY KEY,
     conversation_id uuid NOT NULL CONSTRAINT conversation_mail_conversation REFERENCES conversation (id) ON DELETE CASCADE,
     side text NOT NULL CONSTRAINT conversation_mail_side CHECK (side IN ('customer', 'shop')),
     sender_email text NOT NULL CONSTRAINT conversation_mail_sender CHECK (length(sender_email) <= 254),
     is_stranger boolean NOT NULL,
     text text NOT NULL CONSTRAINT conversation_mail_text CHECK (length(text) BETWEEN 1 AND 100000),
     attachments integer NOT NULL CONSTRAINT conversation_mail_attachments CHECK (attachments >= 0),
     received_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE conversation_mail IS 'Answers that came by mail, as they came'`,
  `COMMENT ON COLUMN conversation_mail.id IS 'Of the message that was made of it; of a stranger''s none was'`,
  `COMMENT ON COLUMN conversation_mail.side IS 'Whom the mail went to that it answers'`,
  `COMMENT ON COLUMN conversation_mail.is_stranger IS 'It came from another address than that mail went to'`,
  `CREATE INDEX conversation_mail_of ON conversation_mail (conversation_id, received_at)`,
];

/** Customers and shops answer by mail. */
export class ConversationMails1764870000022 implements MigrationInterface {
  readonly name = 'ConversationMails1764870000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE conversation_mail');
  }
}
