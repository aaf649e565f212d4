import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.

const statements = [
  'ALTER TABLE conversation_message ADD COLUMN photo_id uuid, ADD COLUMN photo_bytes integer',
  // What was allowed is allowed still: no row is read for it, and the next migration asks those that there are.
  'ALTER TABLE conversation_message DROP CONSTRAINT conversation_message_text',
  `ALTER TABLE conversation_message
     ADD CONSTRAINT conversation_message_text CHECK (length(text) <= 4000 AND (text <> '' OR photo_id IS NOT NULL)) NOT VALID,
     ADD CONSTRAINT conversation_message_photo
       CHECK ((photo_id IS NULL) = (photo_bytes IS NULL) AND coalesce(photo_bytes, 1) > 0) NOT VALID`,
  `COMMENT ON COLUMN conversation_message.photo_id IS 'Name of the picture that was sent with it'`,
];

/** Photos in conversations. */
export class MessagePhotos1764865000000 implements MigrationInterface {
  readonly name = 'MessagePhotos1764865000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM conversation_message WHERE text = ''`);
    await runner.query('ALTER TABLE conversation_message DROP CONSTRAINT conversation_message_text');
    await runner.query('ALTER TABLE conversation_message DROP COLUMN photo_id, DROP COLUMN photo_bytes');
    await runner.query(
      `ALTER TABLE conversation_message
         ADD CONSTRAINT conversation_message_text CHECK (length(text) BETWEEN 1 AND 4000)`,
    );
  }
}
