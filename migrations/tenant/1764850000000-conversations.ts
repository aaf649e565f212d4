import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const tables = [
  `CREATE TABLE messaging (
     listing_id integer PRIMARY KEY CONSTRAINT messaging_listing REFERENCES listing (id) ON DELETE CASCADE,
     is_open boolean NOT NULL,
     updated_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE messaging IS 'Whether customers may write to a place'`,
  `CREATE INDEX messaging_open ON messaging (listing_id) WHERE is_open`,
  `CREATE TABLE conversation (
     id uuid PRIMARY KEY,
     idempotency_key uuid NOT NULL CONSTRAINT conversation_idempotency_key UNIQUE,
     content_digest text NOT NULL CONSTRAINT conversation_content_digest CHECK (length(content_digest) = 64),
     listing_id integer NOT NULL CONSTRAINT conversation_listing REFERENCES listing (id) ON DELETE CASCADE,
     customer_name text NOT NULL CONSTRAINT conversation_customer_name CHECK (length(customer_name) BETWEEN 1 AND 100),
     customer_email text NOT NULL CONSTRAINT conversation_customer_email CHECK (length(customer_email) BETWEEN 3 AND 254),
     account_id uuid CONSTRAINT conversation_account REFERENCES account (id) ON DELETE SET NULL,
     locale text NOT NULL CONSTRAINT conversation_locale CHECK (locale IN ('fr', 'en')),
     last_number integer NOT NULL CONSTRAINT conversation_last_number CHECK (last_number >= 1),
     customer_number integer NOT NULL,
     shop_number integer NOT NULL,
     last_at timestamptz NOT NULL,
     shop_read integer NOT NULL,
     customer_read integer NOT NULL,
     shop_notified integer NOT NULL,
     customer_notified integer NOT NULL,
     is_blocked boolean NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT conversation_numbers CHECK (last_number = greatest(customer_number, shop_number) AND customer_number >= 1 AND shop_number >= 0),
     CONSTRAINT conversation_read CHECK (shop_read BETWEEN 0 AND last_number AND customer_read BETWEEN 0 AND last_number),
     CONSTRAINT conversation_notified CHECK (shop_notified BETWEEN 0 AND last_number AND customer_notified BETWEEN 0 AND last_number)
   )`,
  `COMMENT ON TABLE conversation IS 'Customers and shops write to each other'`,
  `COMMENT ON COLUMN conversation.last_number IS 'Of its newest message: rises by one under the lock of this row'`,
  `COMMENT ON COLUMN conversation.customer_number IS 'Of the newest message that the customer wrote'`,
  `COMMENT ON COLUMN conversation.shop_number IS 'Of the newest message that the shop wrote; 0: none'`,
  `COMMENT ON COLUMN conversation.shop_read IS 'Number of the newest message that somebody of the shop had before their eyes'`,
  `COMMENT ON COLUMN conversation.shop_notified IS 'Number of the newest message that a mail to the shop was promised for'`,
  `COMMENT ON COLUMN conversation.is_blocked IS 'The shop takes no more messages in it'`,
  `CREATE INDEX conversation_of_listing ON conversation (listing_id, last_at DESC, id)`,
  `CREATE INDEX conversation_unread ON conversation (listing_id) WHERE shop_read < customer_number`,
  `CREATE INDEX conversation_to_tell ON conversation (last_at)
     WHERE shop_notified < customer_number AND shop_read < customer_number OR customer_notified < shop_number AND customer_read < shop_number`,
  `CREATE INDEX conversation_last ON conversation (last_at)`,
  `CREATE INDEX conversation_customer ON conversation (lower(btrim(normalize(customer_email, NFKC))))`,
  `CREATE INDEX conversation_by_account ON conversation (account_id) WHERE account_id IS NOT NULL`,
  `CREATE TABLE conversation_message (
     conversation_id uuid NOT NULL CONSTRAINT conversation_message_conversation REFERENCES conversation (id) ON DELETE CASCADE,
     number integer NOT NULL CONSTRAINT conversation_message_number CHECK (number >= 1),
     id uuid NOT NULL CONSTRAINT conversation_message_id UNIQUE,
     author text NOT NULL CONSTRAINT conversation_message_author CHECK (author IN ('customer', 'shop')),
     account_id uuid CONSTRAINT conversation_message_account REFERENCES account (id) ON DELETE SET NULL,
     text text NOT NULL CONSTRAINT conversation_message_text CHECK (length(text) BETWEEN 1 AND 4000),
     created_at timestamptz NOT NULL,
     CONSTRAINT conversation_message_pkey PRIMARY KEY (conversation_id, number)
   )`,
  `COMMENT ON COLUMN conversation_message.number IS 'From 1 without gaps: the order in which everybody sees them'`,
  `COMMENT ON COLUMN conversation_message.id IS 'Made by who wrote it: sent twice it is one message'`,
  `COMMENT ON COLUMN conversation_message.account_id IS 'Who of the shop wrote it'`,
  `CREATE INDEX conversation_message_account_id ON conversation_message (account_id) WHERE account_id IS NOT NULL`,
  `CREATE TABLE conversation_notice (
     id uuid PRIMARY KEY,
     conversation_id uuid NOT NULL CONSTRAINT conversation_notice_conversation REFERENCES conversation (id) ON DELETE CASCADE,
     account_id uuid CONSTRAINT conversation_notice_account REFERENCES account (id) ON DELETE CASCADE,
     until_number integer NOT NULL,
     promised_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE conversation_notice IS 'Mails that tell of messages which were not read'`,
  `COMMENT ON COLUMN conversation_notice.account_id IS 'Of the shop; null: to the customer'`,
  `COMMENT ON COLUMN conversation_notice.until_number IS 'Of the newest message that it tells of'`,
  `CREATE INDEX conversation_notice_of ON conversation_notice (conversation_id)`,
  `CREATE INDEX conversation_notice_account_id ON conversation_notice (account_id) WHERE account_id IS NOT NULL`,
];

/** Customers and shops write to each other. */
export class Conversations1764850000000 implements MigrationInterface {
  readonly name = 'Conversations1764850000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['conversation_notice', 'conversation_message', 'conversation', 'messaging'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
