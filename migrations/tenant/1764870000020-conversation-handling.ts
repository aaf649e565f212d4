import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const statements = [
  `ALTER TABLE conversation ADD COLUMN is_done boolean NOT NULL DEFAULT false`,
  `ALTER TABLE conversation ADD COLUMN labels text[] NOT NULL DEFAULT '{}'`,
  `ALTER TABLE conversation ADD COLUMN assignee_id uuid CONSTRAINT conversation_assignee REFERENCES account (id) ON DELETE SET NULL`,
  // No row is read for it: the next migration asks those that there are.
  `ALTER TABLE conversation ADD CONSTRAINT conversation_labels CHECK (cardinality(labels) <= 5) NOT VALID`,
  `COMMENT ON COLUMN conversation.is_done IS 'The shop is through with it, until its customer writes again'`,
  `COMMENT ON COLUMN conversation.assignee_id IS 'Who of the shop answers it; null: whoever sees it first'`,
  'ALTER TABLE conversation_message ADD COLUMN words tsvector',
  `COMMENT ON COLUMN conversation_message.words IS 'Its words, folded, and its listing: by what it is found; null: not noted yet'`,
  'ALTER TABLE messaging ADD COLUMN away_text text, ADD COLUMN away_until date',
  `ALTER TABLE messaging
     ADD CONSTRAINT messaging_away CHECK ((away_text IS NULL) = (away_until IS NULL) AND length(coalesce(away_text, '-')) BETWEEN 1 AND 300) NOT VALID`,
  `COMMENT ON COLUMN messaging.away_until IS 'Last day on which whoever writes is shown the text'`,
  `CREATE TABLE conversation_note (
     id uuid PRIMARY KEY,
     conversation_id uuid NOT NULL CONSTRAINT conversation_note_conversation REFERENCES conversation (id) ON DELETE CASCADE,
     account_id uuid CONSTRAINT conversation_note_account REFERENCES account (id) ON DELETE SET NULL,
     text text NOT NULL CONSTRAINT conversation_note_text CHECK (length(text) BETWEEN 1 AND 1000),
     created_at timestamptz NOT NULL
   )`,
  `COMMENT ON TABLE conversation_note IS 'What those of a shop write to each other about a conversation'`,
  `CREATE INDEX conversation_note_of ON conversation_note (conversation_id, created_at)`,
  `CREATE INDEX conversation_note_account_id ON conversation_note (account_id) WHERE account_id IS NOT NULL`,
  `CREATE TABLE conversation_draft (
     conversation_id uuid NOT NULL CONSTRAINT conversation_draft_conversation REFERENCES conversation (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT conversation_draft_account REFERENCES account (id) ON DELETE CASCADE,
     text text NOT NULL CONSTRAINT conversation_draft_text CHECK (length(text) BETWEEN 1 AND 4000),
     updated_at timestamptz NOT NULL,
     CONSTRAINT conversation_draft_pkey PRIMARY KEY (conversation_id, account_id)
   )`,
  `COMMENT ON TABLE conversation_draft IS 'Answers of a shop that are not sent yet'`,
  `CREATE INDEX conversation_draft_account_id ON conversation_draft (account_id)`,
  `CREATE TABLE canned_answer (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT canned_answer_listing REFERENCES listing (id) ON DELETE CASCADE,
     shortcut text NOT NULL CONSTRAINT canned_answer_shortcut CHECK (shortcut ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(shortcut) <= 20),
     text text NOT NULL CONSTRAINT canned_answer_text CHECK (length(text) BETWEEN 1 AND 2000),
     updated_at timestamptz NOT NULL,
     CONSTRAINT canned_answer_once UNIQUE (listing_id, shortcut)
   )`,
  `COMMENT ON TABLE canned_answer IS 'What a shop answers often'`,
];

/** What a shop has to handle its conversations with. */
export class ConversationHandling1764870000020 implements MigrationInterface {
  readonly name = 'ConversationHandling1764870000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['canned_answer', 'conversation_draft', 'conversation_note'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE messaging DROP COLUMN away_text, DROP COLUMN away_until');
    await runner.query('ALTER TABLE conversation_message DROP COLUMN words');
    await runner.query(
      'ALTER TABLE conversation DROP COLUMN is_done, DROP COLUMN labels, DROP COLUMN assignee_id',
    );
  }
}
