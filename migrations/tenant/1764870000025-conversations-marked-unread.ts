import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A shop keeps a conversation as unread, and its customer sees what was read as before. */
export class ConversationsMarkedUnread1764870000025 implements MigrationInterface {
  readonly name = 'ConversationsMarkedUnread1764870000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation ADD COLUMN is_marked_unread boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversation DROP COLUMN is_marked_unread');
  }
}
