import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../concurrent-index';

/** What `MessagePhotos1764865000000` asks holds of the rows that there were before, too; and photos are found and summed. */
export class MessagePhotosValidated1764865000001 implements MigrationInterface {
  readonly name = 'MessagePhotosValidated1764865000001';
  /** Rows are looked at while others are written; what holds already is not looked at again. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const constraint of ['conversation_message_text', 'conversation_message_photo'])
      await runner.query(`ALTER TABLE conversation_message VALIDATE CONSTRAINT ${constraint}`);
    await createIndex(
      runner,
      'conversation_message_photo_id',
      'conversation_message (photo_id) INCLUDE (photo_bytes) WHERE photo_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'conversation_message_photo_id');
  }
}
