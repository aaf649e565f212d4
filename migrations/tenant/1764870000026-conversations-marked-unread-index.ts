import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

const INDEX = 'conversation_marked_unread';

/** Conversations that a shop keeps as unread are counted beside those that it has not read. */
export class ConversationsMarkedUnreadIndex1764870000026 implements MigrationInterface {
  readonly name = 'ConversationsMarkedUnreadIndex1764870000026';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, INDEX, 'conversation (listing_id) WHERE is_marked_unread');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, INDEX);
  }
}
