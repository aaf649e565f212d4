import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

const INDEXES = {
  conversation_message_words: 'conversation_message USING gin (words)',
  conversation_message_unnoted: 'conversation_message (conversation_id) WHERE words IS NULL',
  conversation_answerable:
    'conversation (listing_id, last_at DESC, id) WHERE customer_number > shop_number AND NOT is_done',
  conversation_labelled: `conversation (listing_id) WHERE labels <> '{}'`,
  conversation_assignee_id: 'conversation (assignee_id) WHERE assignee_id IS NOT NULL',
} as const;

/** What `ConversationHandling1764870000020` asks holds of the rows that there were before, too; and messages are found. */
export class ConversationHandlingIndexes1764870000021 implements MigrationInterface {
  readonly name = 'ConversationHandlingIndexes1764870000021';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation VALIDATE CONSTRAINT conversation_labels');
    await runner.query('ALTER TABLE messaging VALIDATE CONSTRAINT messaging_away');
    for (const [name, on] of Object.entries(INDEXES)) await createIndex(runner, name, on);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await dropIndex(runner, name);
  }
}
